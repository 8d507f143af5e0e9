// The door of a media server that is shut: it hears with which token somebody knocks.

import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export class Door {
  readonly #server = createServer((_request, response) => response.writeHead(503).end());
  readonly #knocks: string[] = [];

  private constructor() {
    this.#server.on('upgrade', ({ url }: IncomingMessage, socket: Socket) => {
      const token = new URL(url ?? '', this.url).searchParams.get('access_token');
      if (token) this.#knocks.push(token);
      socket.destroy();
    });
  }

  static async open(): Promise<Door> {
    const door = new Door();
    door.#server.listen(0, '127.0.0.1');
    await once(door.#server, 'listening');
    return door;
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The token of the first who knocks. */
  async knock(): Promise<string> {
    const [token] = this.#knocks;
    if (token) return token;
    await once(this.#server, 'upgrade', { signal: AbortSignal.timeout(20_000) });
    return this.knock();
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
