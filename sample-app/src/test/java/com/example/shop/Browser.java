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

package com.example.shop;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.FluentWait;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real browser that reaches nothing but the loopback interface.
 */
final class Browser implements AutoCloseable {

	private static final String DRIVER = "chromedriver";

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final int COMPLAINT = Level.WARNING.intValue();

	private final ChromeDriver driver;

	private Browser(ChromeDriver driver) {
		this.driver = driver;
	}

	static boolean isInstalled() {
		return command(DRIVER).isPresent() && binary().isPresent();
	}

	static Browser start() {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(binary().orElseThrow());
		options.addArguments("--headless=new", "--disable-dev-shm-usage", "--disable-background-networking",
				"--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
				"--force-device-scale-factor=1", "--lang=en");
		if (System.getProperty("user.name").equals("root")) {
			options.addArguments("--no-sandbox");
		}
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		options.setCapability("goog:loggingPrefs", logs);
		ChromeDriverService service = new ChromeDriverService.Builder()
			.usingDriverExecutable(command(DRIVER).orElseThrow())
			.usingAnyFreePort()
			.build();
		return new Browser(new ChromeDriver(service, options));
	}

	private static Optional<File> binary() {
		return Stream.of("chromium", "google-chrome", "chrome").flatMap((name) -> command(name).stream()).findFirst();
	}

	private static Optional<File> command(String name) {
		return Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.map((folder) -> new File(folder, name))
			.filter(File::canExecute)
			.findFirst();
	}

	Browser open(URI root, String path) {
		// A change of the fragment alone would not load anything
		this.driver.get("about:blank");
		this.driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
		size(1440, 900);
		complaints();
		this.driver.get(root + path);
		return this;
	}

	Browser size(int width, int height) {
		this.driver.manage().window().setSize(new Dimension(width, height));
		return this;
	}

	/**
	 * Gives the page as much room as a phone does; windows do not become as narrow.
	 */
	Browser phone() {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", 380, "height", 800, "deviceScaleFactor", 1, "mobile", false));
		return this;
	}

	Browser dark(boolean dark) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
		return this;
	}

	String address() {
		return this.driver.getCurrentUrl();
	}

	String title() {
		return this.driver.getTitle();
	}

	WebElement find(String selector) {
		return await(selector, () -> this.driver.findElement(By.cssSelector(selector)));
	}

	/**
	 * Awaits a visible element with a text.
	 */
	WebElement find(String selector, String text) {
		return await(selector + " with " + text,
				() -> all(selector).stream()
					.filter((element) -> element.isDisplayed() && element.getText().contains(text))
					.findFirst()
					.orElse(null));
	}

	List<WebElement> all(String selector) {
		return this.driver.findElements(By.cssSelector(selector));
	}

	List<String> texts(String selector) {
		return all(selector).stream().map(WebElement::getText).toList();
	}

	void awaitNone(String selector) {
		await("no " + selector, () -> all(selector).stream().noneMatch(WebElement::isDisplayed));
	}

	void awaitAddress(String part) {
		await("address with " + part, () -> address().contains(part));
	}

	<T> T await(String what, Supplier<T> condition) {
		return new FluentWait<>(this.driver)
			.withMessage(() -> what + " in:\n" + this.driver.findElement(By.tagName("body")).getText())
			.withTimeout(PATIENCE)
			.pollingEvery(Duration.ofMillis(50))
			.ignoring(NoSuchElementException.class)
			.ignoring(StaleElementReferenceException.class)
			.until((ignored) -> condition.get());
	}

	void press(CharSequence... keys) {
		new Actions(this.driver).sendKeys(keys).perform();
	}

	void paste() {
		new Actions(this.driver).keyDown(Keys.CONTROL).sendKeys("v").keyUp(Keys.CONTROL).perform();
	}

	void back() {
		this.driver.navigate().back();
	}

	WebElement focused() {
		return this.driver.switchTo().activeElement();
	}

	/**
	 * Fills in the form of Spring Security.
	 */
	void signIn(String name, String password) {
		find("input[name=username]").sendKeys(name);
		find("input[name=password]").sendKeys(password);
		find("button").click();
		awaitNone("input[name=password]");
	}

	void deleteCookies() {
		this.driver.manage().deleteAllCookies();
	}

	void escape() {
		press(Keys.ESCAPE);
	}

	Object run(String script, Object... arguments) {
		return this.driver.executeScript(script, arguments);
	}

	/**
	 * Returns what the browser found fault with since the last call: violations of the
	 * content security policy, errors of scripts, what could not be loaded.
	 */
	List<String> complaints() {
		return StreamSupport.stream(this.driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
			.filter((entry) -> entry.getLevel().intValue() >= COMPLAINT)
			.map(LogEntry::getMessage)
			.toList();
	}

	void assertNothingFromOutside() {
		@SuppressWarnings("unchecked")
		List<String> requested = (List<String>) run(
				"return performance.getEntriesByType('resource').map((entry) => new URL(entry.name).origin)");
		assertThat(requested).isNotEmpty().containsOnly((String) run("return location.origin"));
	}

	/**
	 * Returns what axe finds: each rule that is broken, and where.
	 */
	List<String> accessibilityProblems() {
		try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
			run(new String(script.readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.driver.manage().timeouts().scriptTimeout(PATIENCE);
		@SuppressWarnings("unchecked")
		List<String> problems = (List<String>) this.driver.executeAsyncScript(
				"""
						const done = arguments[arguments.length - 1];
						axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(({violations}) => done(violations.flatMap(
							({id, nodes}) => nodes.slice(0, 3).map((node) => `${id}: ${node.html} ${node.failureSummary}`))));
						""");
		return problems;
	}

	void shoot(Path file) {
		try {
			Files.createDirectories(file.getParent());
			Files.write(file, this.driver.getScreenshotAs(OutputType.BYTES));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
