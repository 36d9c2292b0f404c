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

/**
 * Internal. The console, to those who set it up: its settings, what it is given to work
 * with, and what it tells. The rest has rooms of its own, each of which knows those after
 * it alone: the way in ({@code ssh}), what goes on with a client ({@code shell}), and
 * what can be asked for ({@code command}), the only one that knows of tasks. All may know
 * this one.
 */
@NullMarked
package io.taskmon.console;

import org.jspecify.annotations.NullMarked;
