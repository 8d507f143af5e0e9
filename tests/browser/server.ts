// A real server on a free port and a directory of its own: started, killed, started again.

import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';

const READY_WAIT_MS = 15_000;

interface Kind {
  /** Its clock can be turned; else it is the real binary. */
  turnable?: boolean;
}

export class Server {
  readonly url: string;
  hostLink = '';
  readonly #directory = mkdtempSync(join(tmpdir(), 'onefloor-'));
  readonly #listen: string;
  #process: ChildProcess | null = null;

  readonly #options: string[];
  readonly #turnable: boolean;
  #turned_ms = 0;
  #said = '';

  private constructor(port: number, options: string[], kind: Kind) {
    this.#options = options;
    this.#turnable = kind.turnable ?? false;
    this.#listen = `127.0.0.1:${port}`;
    this.url = `http://${this.#listen}`;
  }

  /** Starts the binary with these options besides. */
  static async start(options: string[] = [], kind: Kind = {}): Promise<Server> {
    const server = new Server(await freePort(), options, kind);
    await server.run();
    return server;
  }

  /** Starts the binary and waits until it is ready. */
  async run(): Promise<void> {
    const binary = named('ONEFLOOR_BIN');
    const serving = this.#turnable ? named('ONEFLOOR_TURNED_BIN') : binary;
    const kind = this.#turnable ? ['serve-turned', '--turned', String(this.#turned_ms)] : [];
    const place = ['--listen', this.#listen, '--data-dir', this.#directory];
    const child = spawn(serving, [...kind, ...place, ...this.#options], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, RUST_LOG: 'warn' },
    });
    this.#process = child;
    this.#said = '';
    child.stdout.on('data', (chunk: Buffer) => (this.#said += chunk.toString()));
    const deadline = Date.now() + READY_WAIT_MS;
    for (;;) {
      const ready = await fetch(`${this.url}/readyz`).then(
        (response) => response.ok,
        () => false,
      );
      if (ready) break;
      if (Date.now() > deadline) throw new Error('the server is not ready');
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    // It says it to a terminal alone, and to whoever may read the key.
    this.hostLink = execFileSync(binary, ['host-link', ...place], { encoding: 'utf8' }).trim();
  }

  /**
   * Turns the server's clock, as if that time had passed, and lets these pages measure it anew. The
   * server must be one whose clock can be turned.
   */
  async turn(by_ms: number, pages: Page[]): Promise<void> {
    if (!this.#turnable) throw new Error('the clock of the real binary is not turned');
    this.#turned_ms += by_ms;
    this.#said = '';
    this.#process?.stdin?.write(`${by_ms}\n`);
    await expect.poll(() => this.#said).toContain(`turned by ${by_ms}`);
    // A page measures again when its network has changed.
    for (const page of pages) await page.evaluate(() => dispatchEvent(new Event('online')));
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

function named(variable: string): string {
  const binary = process.env[variable];
  if (!binary) throw new Error(`${variable} names the binary under test; cargo test sets it`);
  return binary;
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
