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

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;

/**
 * A response whose JSON is ASCII, and that is as it is otherwise.
 */
final class AsciiJsonHttpResponse extends ServerHttpResponseDecorator {

	AsciiJsonHttpResponse(ServerHttpResponse response) {
		super(response);
	}

	@Override
	public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
		return super.writeWith(isJson() ? ascii(body) : body);
	}

	@Override
	public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
		return super.writeAndFlushWith(isJson() ? Flux.from(body).map(this::ascii) : body);
	}

	private boolean isJson() {
		MediaType type = getHeaders().getContentType();
		return type != null && AsciiJson.isJson(type.toString());
	}

	private Publisher<? extends DataBuffer> ascii(Publisher<? extends DataBuffer> body) {
		getHeaders().remove(HttpHeaders.CONTENT_LENGTH);
		return Flux.defer(() -> {
			AsciiJson json = new AsciiJson();
			return Flux.from(body).map((buffer) -> ascii(buffer, json));
		});
	}

	private DataBuffer ascii(DataBuffer buffer, AsciiJson json) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bufferFactory().wrap(json.next(bytes, 0, bytes.length));
	}

}
