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

package io.taskmon.text;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Table}.
 */
class TableTests {

	private static TextStyle width(int width) {
		return new TextStyle(width, false, false, false);
	}

	private static Table table() {
		return new Table(Column.number("ID"), Column.name("NAME"), Column.word("STATE"), Column.place("FROM"));
	}

	@Test
	void numbersAreAlignedRightAndTheRestLeft() {
		Table table = table();
		table.row("7", "a", "QUEUED", "here");
		table.row("1234", "long name", "RUNNING", null);
		assertThat(table.lines(width(0))).containsExactly("  ID  NAME       STATE    FROM",
				"   7  a          QUEUED   here", "1234  long name  RUNNING");
	}

	@Test
	void wideCharactersKeepColumnsAligned() {
		Table table = table();
		table.row("1", "日本", "QUEUED", "x");
		table.row("2", "e\u0301te\u0301", "QUEUED", "x");
		assertThat(table.lines(width(0))).containsExactly("ID  NAME  STATE   FROM", " 1  日本  QUEUED  x",
				" 2  e\u0301te\u0301   QUEUED  x");
	}

	@Test
	void lineBreaksStayInTheirCell() {
		Table table = table();
		table.row("1", "a\nb\u001b[31m", "QUEUED", "x\ry");
		assertThat(table.lines(width(0))).containsExactly("ID  NAME            STATE   FROM",
				" 1  a\\nb\\u001b[31m  QUEUED  x\\ry");
	}

	@Test
	void cellsAreBoundedWhateverTheWidth() {
		Table table = table();
		table.row("1", "n".repeat(100_000), "QUEUED", "x");
		assertThat(table.lines(width(0))).allSatisfy((line) -> assertThat(line.length()).isLessThan(300));
	}

	@Test
	void widestColumnsAreCutFirst() {
		Table table = table();
		table.row("1", "OrderService.shipEverything", "QUEUED",
				"com.acme.OrderController.place(OrderController.java:42)");
		assertThat(table.lines(width(60))).containsExactly("ID  NAME                     STATE   FROM",
				" 1  OrderServic…pEverything  QUEUED  OrderController.java:42");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 5, 20, 33, 80, 120 })
	void noLineIsWiderThanTheTerminal(int width) {
		Table table = table();
		table.row("123456", "日本語".repeat(20), "RUNNING (cancelled)", "com.acme.A.b(A.java:1)".repeat(5));
		List<String> lines = table.lines(width(width));
		assertThat(lines).hasSize(2).allSatisfy((line) -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(width));
	}

	@Test
	void numbersAndWordsAreNotCutWhileOtherColumnsCanBe() {
		Table table = table();
		table.row("123456", "n".repeat(50), "RUNNING (cancelled)", "f".repeat(50));
		assertThat(table.lines(width(60)).get(1)).startsWith("123456  n").contains("  RUNNING (cancelled)  ");
	}

	@Test
	void narrowTablesLeaveOutWhatCanBeSpared() {
		Table table = new Table(Column.number("ID"), Column.name("NAME"), Column.name("THREAD").spare(2),
				Column.place("FROM").spare(1));
		table.row("1", "OrderService.shipEverything", "applicationTaskExecutor-1",
				"com.acme.OrderController.place(OrderController.java:42)");
		assertThat(table.lines(width(90)).get(0)).contains("THREAD", "FROM");
		assertThat(table.lines(width(60)).get(0)).contains("FROM").doesNotContain("THREAD");
		assertThat(table.lines(width(30))).containsExactly("ID  NAME",
				" 1  OrderService.shipEverything".substring(0, 4) + "OrderService.…ipEverything");
	}

	@Test
	void placesLoseTheirPackageFirst() {
		Table table = new Table(Column.place("FROM"));
		table.row("~com.acme.shop.Order$1.ship(Order.java:9)");
		assertThat(table.lines(width(30)).get(1)).isEqualTo("~Order$1.ship(Order.java:9)");
	}

	@Test
	void coloursTakeNoRoom() {
		TextStyle coloured = new TextStyle(60, true, false, false);
		Table table = table();
		table.row(Cell.id(7), Cell.of("n".repeat(60)), Cell.of("QUEUED", Tone.WARNING), Cell.of("here", Tone.FAINT));
		List<String> lines = table.lines(coloured);
		assertThat(lines.get(1)).startsWith(" \u001b[36m7\u001b[0m  nnn")
			.contains("  \u001b[33mQUEUED\u001b[0m  \u001b[2mhere\u001b[0m");
		assertThat(lines).allSatisfy((line) -> assertThat(line.replaceAll("\u001b\\[\\d+m", "")).hasSizeLessThan(61));
	}

}
