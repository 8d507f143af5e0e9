// A real server on a free port and a directory of its own: started, killed, started again.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const READY_WAIT_MS = 15_000;

export class Server {
  readonly url: string;
  hostLink = '';
  readonly #directory = mkdtempSync(join(tmpdir(), 'onefloor-'));
  readonly #listen: string;
  #process: ChildProcess | null = null;

  readonly #options: string[];

  private constructor(port: number, options: string[]) {
    this.#options = options;
    this.#listen = `127.0.0.1:${port}`;
    this.url = `http://${this.#listen}`;
  }

  /** Starts the binary with these options besides. */
  static async start(options: string[] = []): Promise<Server> {
    const server = new Server(await freePort(), options);
    await server.run();
    return server;
  }

  /** Starts the binary and waits until it is ready. */
  async run(): Promise<void> {
    const binary = process.env.ONEFLOOR_BIN;
    if (!binary) throw new Error('ONEFLOOR_BIN names the binary under test; cargo test sets it');
    const place = ['--listen', this.#listen, '--data-dir', this.#directory];
    const child = spawn(binary, [...place, ...this.#options], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, RUST_LOG: 'warn' },
    });
    this.#process = child;
    let greeting = '';
    child.stdout.on('data', (chunk: Buffer) => (greeting += chunk.toString()));
    const deadline = Date.now() + READY_WAIT_MS;
    for (;;) {
      const ready = await fetch(`${this.url}/readyz`).then(
        (response) => response.ok,
        () => false,
      );
      this.hostLink = /\S+#host=\S+/.exec(greeting)?.[0] ?? '';
      if (ready && this.hostLink) return;
      if (Date.now() > deadline) throw new Error('the server is not ready');
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  /** As a power cut does: no word, no tidying. */
  async kill(): Promise<void> {
    const child = this.#process;
    if (!child) return;
    this.#process = null;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.#directory, { recursive: true, force: true });
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address === 'object' && address) return address.port;
  throw new Error('no free port');
}
