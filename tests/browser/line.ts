// The line between a page and its server: slow, or cut, as the venue's network is.

import type { Page, WebSocketRoute } from '@playwright/test';

type Message = string | Buffer;

export class Line {
  #cut = false;
  #wait_ms: () => number = () => 0;
  readonly #sockets = new Set<WebSocketRoute>();

  /** Takes hold of the sockets that a page will open. */
  static async of(page: Page): Promise<Line> {
    const line = new Line();
    await page.routeWebSocket(/\/ws$/, (socket) => line.#carry(socket));
    return line;
  }

  /** Every message takes this long, each its own time, and none overtakes another. */
  delay(least_ms: number, most_ms: number, seed: number): void {
    // A named generator (Lehmer), so that a failure can be played again.
    let state = seed;
    this.#wait_ms = () => {
      state = (state * 16_807) % 2_147_483_647;
      return least_ms + (state / 2_147_483_647) * (most_ms - least_ms);
    };
  }

  /** Nothing goes through any more, and nobody is told. */
  cut(): void {
    this.#cut = true;
  }

  restore(): void {
    this.#cut = false;
    // What was cut stays dead, as a connection does whose address has changed.
    for (const socket of this.#sockets) void socket.close();
    this.#sockets.clear();
  }

  #carry(socket: WebSocketRoute): void {
    if (this.#cut) {
      this.#sockets.add(socket);
      return;
    }
    this.#sockets.add(socket);
    const server = socket.connectToServer();
    socket.onMessage(this.#ordered((message) => server.send(message)));
    server.onMessage(this.#ordered((message) => socket.send(message)));
  }

  #ordered(pass: (message: Message) => void): (message: Message) => void {
    let free_ms = 0;
    return (message) => {
      const due_ms = Math.max(free_ms, performance.now() + this.#wait_ms());
      free_ms = due_ms;
      setTimeout(() => {
        if (!this.#cut) pass(message);
      }, due_ms - performance.now());
    };
  }
}
