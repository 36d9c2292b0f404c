/*
 * Copyright 2026-present the taskmon authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.taskmon.autoconfigure;

import io.taskmon.console.PasswordAuthority;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/**
 * Lets the users of Spring Security in, those with a role.
 */
final class AuthenticationManagerAuthority implements PasswordAuthority {

	private static final Log logger = LogFactory.getLog(AuthenticationManagerAuthority.class);

	private static final String PREFIX = "ROLE_";

	private final ObjectProvider<AuthenticationManager> manager;

	private final String authority;

	AuthenticationManagerAuthority(ObjectProvider<AuthenticationManager> manager, String role) {
		this.manager = manager;
		this.authority = role.startsWith(PREFIX) ? role : PREFIX + role;
	}

	@Override
	public boolean accepts(String username, String password) {
		AuthenticationManager unique = this.manager.getIfUnique();
		if (unique == null) {
			return false;
		}
		try {
			Authentication authentication = unique
				.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(username, password));
			return authentication != null && authentication.isAuthenticated()
					&& authentication.getAuthorities()
						.stream()
						.anyMatch((granted) -> this.authority.equals(granted.getAuthority()));
		}
		catch (AuthenticationServiceException ex) {
			// Else whoever mends it would look for a mistyped password
			logger.warn("A login to the console was refused, for the application's AuthenticationManager failed", ex);
			return false;
		}
		catch (AuthenticationException ex) {
			return false;
		}
	}

}
