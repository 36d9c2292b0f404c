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

package io.taskmon.verification.house;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

import io.taskmon.PreserveTerminationLog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Class files tell whom a class knows, however it knows it.
 */
class ClassFileTests {

	@Test
	void allThatIsNamedIsFound() throws IOException {
		ClassFile file = read(Knowing.class);
		assertThat(file.isPublic()).isTrue();
		assertThat(file.named()).containsExactlyInAnyOrder(ClassFileTests.class.getName(), Circles.class.getName(),
				Distribution.class.getName(), PreserveTerminationLog.class.getName(), Walk.class.getName());
	}

	@Test
	void classesForNeighboursAreToldFromPublicOnes() throws IOException {
		assertThat(read(HouseReport.class).isPublic()).isTrue();
		assertThat(read(Circles.class).isPublic()).isFalse();
	}

	private static ClassFile read(Class<?> type) throws IOException {
		try (InputStream file = type.getResourceAsStream(type.getName().replaceAll(".*\\.", "") + ".class")) {
			return ClassFile.of(Objects.requireNonNull(file));
		}
	}

	/**
	 * Has constants of two places each.
	 */
	public abstract static class Knowing {

		static final double RATIO = Math.PI;

		long large = 1L << 40;

		@PreserveTerminationLog
		abstract List<Distribution> distributions();

		Object walk(Walk.Call call) {
			return (Runnable) () -> Circles.of(java.util.Map.of());
		}

	}

}
