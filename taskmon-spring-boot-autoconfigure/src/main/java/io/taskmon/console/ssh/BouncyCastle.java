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

package io.taskmon.console.ssh;

import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.util.Set;
import java.util.TreeSet;

import org.apache.sshd.common.util.security.SecurityProviderChoice;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.SunJCESecurityProviderRegistrar;
import org.apache.sshd.common.util.security.bouncycastle.BouncyCastleSecurityProviderRegistrar;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Lets the SSH library use Bouncy Castle for what the JDK does not offer it, keys of type
 * ed25519, and for nothing else. The library would make it a security provider of the
 * whole JVM, which changes what the application gets, and keeps the application's class
 * loader in memory for good.
 */
final class BouncyCastle extends BouncyCastleSecurityProviderRegistrar {

	private static final Set<String> NAMES = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

	static {
		NAMES.addAll(Set.of(SecurityUtils.ED25519, SecurityUtils.EDDSA, SecurityUtils.CURVE_ED25519_SHA512));
	}

	private static final Set<Class<?>> TYPES = Set.of(KeyFactory.class, KeyPairGenerator.class, Signature.class);

	/**
	 * Tells the library, unless the application has used it already in its own way.
	 */
	static synchronized void prepare() {
		if (SecurityUtils.isRegistrationCompleted()) {
			return;
		}
		// In the order of the library's own
		SecurityUtils.registerSecurityProvider(new SunJCESecurityProviderRegistrar());
		SecurityUtils.registerSecurityProvider(new BouncyCastle());
		if (SecurityUtils.isBouncyCastleRegistered()
				&& SecurityUtils.getRegisteredProvider(SecurityUtils.BOUNCY_CASTLE) instanceof BouncyCastle) {
			// The library asks for Bouncy Castle by its name for the rest, else
			SecurityUtils.setDefaultProviderChoice(SecurityProviderChoice.EMPTY);
		}
	}

	@Override
	public boolean isNamedProviderUsed() {
		return false;
	}

	// That of a provider which is there, lest the library makes one before it needs it
	@Override
	public String getProviderName() {
		return "SUN";
	}

	@Override
	public Provider getSecurityProvider() {
		return Holder.PROVIDER;
	}

	@Override
	public boolean isSecurityEntitySupported(Class<?> type, String name) {
		return TYPES.contains(type) && NAMES.contains(name) && super.isSecurityEntitySupported(type, name);
	}

	/**
	 * Apart, for to make it takes its time, and there may be none.
	 */
	private static final class Holder {

		static final Provider PROVIDER = new BouncyCastleProvider();

		private Holder() {
		}

	}

}
