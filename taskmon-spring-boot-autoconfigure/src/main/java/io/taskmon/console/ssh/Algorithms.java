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

import java.security.PublicKey;
import java.security.interfaces.RSAKey;
import java.util.List;

import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.compression.BuiltinCompressions;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.DHFactory;
import org.apache.sshd.common.kex.KeyExchange;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.random.JceRandomFactory;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.kex.DHGServer;
import org.jspecify.annotations.Nullable;

/**
 * What the console speaks of SSH: what OpenSSH's client offers today, less what is weak
 * (SHA-1, MD5, short RSA keys, CBC), less what is dear (groups of big primes cost an
 * unknown client's 1.2 kB a tenth of a second of ours), less compression, which would
 * unpack what an unknown client sends.
 */
final class Algorithms {

	static final int MIN_RSA_BITS = 2048;

	private static final List<BuiltinDHFactories> KEY_EXCHANGES = List.of(BuiltinDHFactories.mlkem768x25519,
			BuiltinDHFactories.sntrup761x25519, BuiltinDHFactories.sntrup761x25519_openssh,
			BuiltinDHFactories.curve25519, BuiltinDHFactories.curve25519_libssh, BuiltinDHFactories.ecdhp256,
			BuiltinDHFactories.ecdhp384, BuiltinDHFactories.ecdhp521);

	private static final List<BuiltinSignatures> SIGNATURES = List.of(BuiltinSignatures.ed25519,
			BuiltinSignatures.nistp256, BuiltinSignatures.nistp384, BuiltinSignatures.nistp521,
			BuiltinSignatures.sk_ssh_ed25519, BuiltinSignatures.sk_ecdsa_sha2_nistp256, BuiltinSignatures.rsaSHA512,
			BuiltinSignatures.rsaSHA256);

	private static final List<BuiltinCiphers> CIPHERS = List.of(BuiltinCiphers.cc20p1305_openssh,
			BuiltinCiphers.aes128gcm, BuiltinCiphers.aes256gcm, BuiltinCiphers.aes128ctr, BuiltinCiphers.aes192ctr,
			BuiltinCiphers.aes256ctr);

	private static final List<BuiltinMacs> MACS = List.of(BuiltinMacs.hmacsha256etm, BuiltinMacs.hmacsha512etm,
			BuiltinMacs.hmacsha256, BuiltinMacs.hmacsha512);

	private Algorithms() {
	}

	/**
	 * Returns a server that speaks these and no other.
	 */
	static SshServer server() {
		BouncyCastle.prepare();
		return new ServerBuilder().randomFactory(JceRandomFactory.INSTANCE)
			.keyExchangeFactories(KEY_EXCHANGES.stream()
				.filter(BuiltinDHFactories::isSupported)
				.<KeyExchangeFactory>map(Exchange::new)
				.toList())
			.signatureFactories(List.copyOf(NamedFactory.setUpBuiltinFactories(false, SIGNATURES)))
			.cipherFactories(List.copyOf(NamedFactory.setUpBuiltinFactories(false, CIPHERS)))
			.macFactories(List.copyOf(NamedFactory.setUpBuiltinFactories(false, MACS)))
			.compressionFactories(List.of(BuiltinCompressions.none))
			.build();
	}

	/**
	 * Returns what is wrong with a key, {@code null} if it is strong enough.
	 */
	static @Nullable String weakness(PublicKey key) {
		if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() < MIN_RSA_BITS) {
			return "it has " + rsa.getModulus().bitLength() + " bits, and less than " + MIN_RSA_BITS
					+ " are not enough for RSA";
		}
		return key.getAlgorithm().equals("DSA") ? "DSA is not safe" : null;
	}

	/**
	 * Makes agreements on keys, by one of the methods.
	 */
	private record Exchange(DHFactory method) implements KeyExchangeFactory {

		@Override
		public String getName() {
			return this.method.getName();
		}

		@Override
		public KeyExchange createKeyExchange(Session session) {
			return new Agreement(this.method, session);
		}

	}

	/**
	 * A class of the console's, for the name of its logger.
	 */
	static final class Agreement extends DHGServer {

		Agreement(DHFactory method, Session session) {
			super(method, session);
		}

	}

}
