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

package io.taskmon.verification.compatibility.suite;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Lets classes under some packages wear what the {@link Wardrobe} makes of each executor
 * that they make.
 */
final class Tailor implements ClassFileTransformer {

	private static final String WARDROBE = Type.getInternalName(Wardrobe.class);

	private static final String EXECUTORS = "java/util/concurrent/Executors";

	private static final Set<String> POOLS = Set.of("java/util/concurrent/ThreadPoolExecutor",
			"java/util/concurrent/ScheduledThreadPoolExecutor");

	private static final Set<String> SERVICES = Set.of("java/util/concurrent/ExecutorService",
			"java/util/concurrent/ScheduledExecutorService");

	private final List<String> packages;

	Tailor(List<String> packages) {
		this.packages = packages.stream().map((name) -> name.replace('.', '/')).toList();
	}

	@Override
	public byte @Nullable [] transform(@Nullable ClassLoader loader, String className, @Nullable Class<?> redefined,
			@Nullable ProtectionDomain domain, byte[] bytes) {
		if (this.packages.stream().noneMatch(className::startsWith)) {
			return null;
		}
		ClassReader reader = new ClassReader(bytes);
		ClassWriter writer = new ClassWriter(reader, 0);
		reader.accept(new ClassVisitor(Opcodes.ASM9, writer) {

			@Override
			public MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
					String @Nullable [] exceptions) {
				return new Fitting(super.visitMethod(access, name, descriptor, signature, exceptions));
			}

		}, 0);
		return writer.toByteArray();
	}

	/**
	 * Hands on what is on top of the stack: a result of {@code Executors}, or a new pool
	 * that somebody keeps.
	 */
	private static final class Fitting extends MethodVisitor {

		private final Deque<Boolean> kept = new ArrayDeque<>();

		private boolean isNew;

		private Fitting(MethodVisitor method) {
			super(Opcodes.ASM9, method);
		}

		@Override
		public void visitTypeInsn(int opcode, String type) {
			super.visitTypeInsn(opcode, type);
			if (opcode == Opcodes.NEW && POOLS.contains(type)) {
				this.isNew = true;
			}
		}

		// A new object is kept where it is on the stack twice
		@Override
		public void visitInsn(int opcode) {
			if (this.isNew) {
				this.kept.push(opcode == Opcodes.DUP);
				this.isNew = false;
			}
			super.visitInsn(opcode);
		}

		@Override
		public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
			super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
			String type = Type.getReturnType(descriptor).getInternalName();
			if (opcode == Opcodes.INVOKESTATIC && owner.equals(EXECUTORS) && SERVICES.contains(type)) {
				dress(type);
			}
			else if (name.equals("<init>") && POOLS.contains(owner) && !this.kept.isEmpty() && this.kept.pop()) {
				dress(owner);
			}
		}

		private void dress(String type) {
			super.visitMethodInsn(Opcodes.INVOKESTATIC, WARDROBE, "dress", "(L" + type + ";)L" + type + ";", false);
		}

	}

}
