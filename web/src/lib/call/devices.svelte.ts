// The microphone and the camera of this screen. Each is opened by the person alone, and closed with
// the call; a device that is refused or missing is said, and the call goes on without it.

import { remember, remembered } from '../storage';
import type { Outgoing } from './line';

export type Kind = 'microphone' | 'camera';
export type Refusal = 'insecure' | 'denied' | 'missing' | 'busy' | 'lost';

export interface Device {
  id: string;
  name: string;
}

const SLOT = { microphone: 'audio', camera: 'video' } as const;
const KEPT = 'onefloor.device.';
/** Sixteen to nine, as much as a tile shows. */
const PICTURE = {
  width: { ideal: 640 },
  height: { ideal: 360 },
  frameRate: { ideal: 24, max: 30 },
} as const;
const SOUND = { echoCancellation: true, noiseSuppression: true, autoGainControl: true } as const;

export class Devices {
  microphones = $state.raw<Device[]>([]);
  cameras = $state.raw<Device[]>([]);
  /** Why a device is not there, if it was asked for. */
  refused = $state<Record<Kind, Refusal | null>>({ microphone: null, camera: null });
  opening = $state<Record<Kind, boolean>>({ microphone: false, camera: false });
  chosen = $state<Record<Kind, string>>({
    microphone: remembered(`${KEPT}microphone`) ?? '',
    camera: remembered(`${KEPT}camera`) ?? '',
  });
  /** What is open now. A microphone that is muted stays open, and is silent. */
  tracks = $state.raw<Outgoing>({ audio: null, video: null });
  readonly #media: MediaDevices | undefined;
  readonly #changed: () => void;
  /** Closed for good; what the browser still brings is closed at once. */
  #released = false;

  constructor(changed: () => void) {
    this.#changed = changed;
    this.#media = globalThis.navigator?.mediaDevices;
    this.#media?.addEventListener?.('devicechange', this.#list);
  }

  /** Browsers give devices to pages of https only, and to the device's own. */
  get isPossible(): boolean {
    return typeof this.#media?.getUserMedia === 'function';
  }

  /** Opens a device, as the person asked; whether it is open. */
  async open(kind: Kind): Promise<boolean> {
    if (this.#track(kind)) return true;
    if (!this.#media || !this.isPossible) {
      this.refused[kind] = 'insecure';
      return false;
    }
    this.opening[kind] = true;
    try {
      const stream = await this.#media.getUserMedia(this.#wishes(kind));
      const [track] = stream.getTracks();
      if (this.#released) {
        track?.stop();
        return false;
      }
      this.refused[kind] = null;
      this.#put(kind, track ?? null);
      void this.#list();
      return track !== undefined;
    } catch (error) {
      this.refused[kind] = refusal(error);
      return false;
    } finally {
      this.opening[kind] = false;
    }
  }

  close(kind: Kind): void {
    this.#track(kind)?.stop();
    this.#put(kind, null);
  }

  /** Takes another device, at once if one of its kind is open. */
  async choose(kind: Kind, id: string): Promise<void> {
    this.chosen[kind] = id;
    remember(`${KEPT}${kind}`, id || null);
    const before = this.#track(kind);
    if (!before) return;
    // Some devices are not opened twice, so the old one goes first; nobody is told in between.
    before.onended = null;
    before.stop();
    this.tracks = { ...this.tracks, [SLOT[kind]]: null };
    if (!(await this.open(kind))) this.#changed();
  }

  /** Opens nothing any more. */
  release(): void {
    this.#released = true;
    this.#media?.removeEventListener?.('devicechange', this.#list);
    this.close('microphone');
    this.close('camera');
  }

  #list = async (): Promise<void> => {
    const all = (await this.#media?.enumerateDevices().catch(() => [])) ?? [];
    // Without consent the browser names none of them.
    const of = (kind: MediaDeviceKind) =>
      all
        .filter((device) => device.kind === kind && device.deviceId && device.label)
        .map(({ deviceId, label }) => ({ id: deviceId, name: label }));
    this.microphones = of('audioinput');
    this.cameras = of('videoinput');
  };

  #wishes(kind: Kind): MediaStreamConstraints {
    // Not `exact`: a device that was unplugged is replaced by another.
    const deviceId = this.chosen[kind] ? { ideal: this.chosen[kind] } : undefined;
    return kind === 'microphone'
      ? { audio: { ...SOUND, deviceId } }
      : { video: { ...PICTURE, deviceId } };
  }

  #track(kind: Kind): MediaStreamTrack | null {
    return this.tracks[SLOT[kind]];
  }

  #put(kind: Kind, track: MediaStreamTrack | null): void {
    if (this.#track(kind) === track) return;
    if (track) {
      track.onended = () => {
        if (this.#track(kind) !== track) return;
        this.refused[kind] = 'lost';
        this.#put(kind, null);
      };
    }
    this.tracks = { ...this.tracks, [SLOT[kind]]: track };
    this.#changed();
  }
}

function refusal(error: unknown): Refusal {
  switch ((error as { name?: string } | null)?.name) {
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'denied';
  }
}
