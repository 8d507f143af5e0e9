// A real coturn on loopback, with the configuration that `deploy/` has for the real thing.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createSocket } from 'node:dgram';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findTurnserver } from './find-turnserver.mjs';
import { freePort } from './server.ts';

const READY_WAIT_MS = 15_000;
const CONFIGURATION = fileURLToPath(new URL('../../deploy/turnserver.conf', import.meta.url));

export class Relay {
  readonly secret = 'a secret of this test';
  readonly port: number;
  /** What it said. */
  log = '';
  readonly #directory = mkdtempSync(join(tmpdir(), 'onefloor-relay-'));
  readonly #process: ChildProcess;

  private constructor(program: string, port: number) {
    this.port = port;
    this.#process = spawn(
      program,
      [
        ...['-c', CONFIGURATION, '--listening-port', String(port)],
        ...['--listening-ip', '127.0.0.1', '--relay-ip', '127.0.0.1', '--realm', 'test'],
        ...['--static-auth-secret', this.secret, '--no-tls', '--no-dtls'],
        // Everybody of this test is on this machine, where the configuration lets nobody go.
        ...['--allow-loopback-peers', '--allowed-peer-ip', '127.0.0.1'],
        ...['--log-file', 'stdout', '--simple-log', '--verbose'],
        ...['--pidfile', join(this.#directory, 'pid'), '--userdb', join(this.#directory, 'db')],
      ],
      { stdio: ['ignore', 'pipe', 'pipe'], cwd: this.#directory },
    );
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.log += chunk.toString()));
    }
  }

  /** Starts it and waits until it answers; in the place of one that has stopped, if there was one. */
  static async start(before?: Relay): Promise<Relay> {
    const program = findTurnserver();
    if (!program) throw new Error('there is no coturn on this machine');
    const relay = new Relay(program, before?.port ?? (await freePort()));
    const deadline = Date.now() + READY_WAIT_MS;
    while (!(await answers(relay.port))) {
      if (Date.now() > deadline) throw new Error(`the relay is not ready: ${relay.log}`);
    }
    return relay;
  }

  /** Options that let a server of ours use it. */
  get options(): string[] {
    const url = `turn:127.0.0.1:${this.port}?transport=udp`;
    return ['--turn', url, '--turn-secret', this.secret, '--relay-only'];
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const gone = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await gone;
    rmSync(this.#directory, { recursive: true, force: true });
  }
}

/** Whether somebody answers a STUN binding request there within a quarter of a second. */
async function answers(port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  const request = Buffer.alloc(20);
  request.writeUInt16BE(0x0001, 0);
  request.writeUInt32BE(0x2112a442, 4);
  request.write('a test of us', 8);
  try {
    socket.send(request, port, '127.0.0.1');
    const heard = once(socket, 'message', { signal: AbortSignal.timeout(250) });
    return await heard.then(
      () => true,
      () => false,
    );
  } finally {
    socket.close();
  }
}
