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

package io.taskmon.actuate.page;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import io.taskmon.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request that changes something, and that nobody else guards, comes
 * from where it should: no page of somebody else's may send it with the browser of a
 * person who can reach the application. Such a page is told by its origin. Where its name
 * has been made to lead to the application (DNS rebinding) origin and host agree, and the
 * name tells it: whoever owns a page on the internet owns a name with a dot in it.
 * Immutable.
 */
public final class TrustedHosts {

	/**
	 * Trusts no more than what needs no name.
	 */
	public static final TrustedHosts NONE = new TrustedHosts(List.of(), List.of());

	private static final Pattern PORT = Pattern.compile(":[0-9]*$");

	private static final Pattern DEFAULT_PORT = Pattern.compile(":(80|443)?$");

	private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

	private static final int MAX_SHOWN = 60;

	private final List<String> names;

	private final List<String> origins;

	private TrustedHosts(List<String> names, List<String> origins) {
		this.names = names;
		this.origins = origins;
	}

	/**
	 * Trusts some names and origins.
	 * @param names names of hosts that lead to the application; {@code *.} at the
	 * beginning stands for all below a name
	 * @param origins origins of pages of others that may change something
	 * @return what is trusted
	 */
	public static TrustedHosts of(Collection<String> names, Collection<String> origins) {
		return new TrustedHosts(names.stream().map(TrustedHosts::lowerCase).toList(),
				origins.stream().map(TrustedHosts::lowerCase).toList());
	}

	/**
	 * Returns why a request is refused.
	 * @param host the header {@code Host} as the connection bears it
	 * @param effectiveHost host and port as they are after what a proxy has told of them
	 * @param origin the header {@code Origin}, {@code null} if there is none
	 * @return a sentence that is safe to show, {@code null} if the request is welcome
	 */
	@Nullable String refusal(@Nullable String host, String effectiveHost, @Nullable String origin) {
		String named = (host != null) ? host : effectiveHost;
		if (origin != null && this.origins.contains(lowerCase(origin))) {
			return null;
		}
		if (!isTrusted(lowerCase(PORT.matcher(named).replaceFirst("")))) {
			return "The host " + quoted(named) + " is not known to be this application's"
					+ " (taskmon.endpoint.trusted-hosts)";
		}
		if (origin != null && !isSame(origin, named) && !isSame(origin, effectiveHost)) {
			return "The origin " + quoted(origin) + " is another one than " + quoted(effectiveHost);
		}
		return null;
	}

	private boolean isTrusted(String name) {
		return isAddress(name) || name.indexOf('.') < 0 || name.endsWith(".localhost")
				|| this.names.stream().anyMatch((trusted) -> matches(trusted, name));
	}

	// Nobody else's page can have the address of this host
	private static boolean isAddress(String name) {
		return name.startsWith("[") || IPV4.matcher(name).matches();
	}

	private static boolean matches(String trusted, String name) {
		return trusted.startsWith("*.") ? name.endsWith(trusted.substring(1)) : trusted.equals(name);
	}

	private static boolean isSame(String origin, String host) {
		try {
			String authority = new URI(origin).getRawAuthority();
			return authority != null && withoutDefaultPort(authority).equals(withoutDefaultPort(host));
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	// A proxy may have taken the encryption away, and the port with it
	private static String withoutDefaultPort(String authority) {
		return DEFAULT_PORT.matcher(lowerCase(authority)).replaceFirst("");
	}

	private static String lowerCase(String text) {
		return text.toLowerCase(Locale.ROOT);
	}

	private static String quoted(String text) {
		return "'" + PlainText.line(text, MAX_SHOWN) + "'";
	}

}
