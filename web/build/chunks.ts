// Which code comes together. Each request costs a round trip or a place in a queue on poor Wi-Fi, and
// so a screen comes in one piece; what several screens share goes with the one that most people open.

import { join } from 'node:path';
import { closure, loadedBy } from './closure.ts';

interface Group {
  name: string;
  roots: string[];
}

/** In this order: a file goes with the first that needs it. */
const GROUPS: Group[] = [
  { name: 'app', roots: ['main.ts'] },
  { name: 'participant', roots: ['routes/session/Participant.svelte'] },
  {
    name: 'around',
    roots: [
      'lib/hour/Programme.svelte',
      'lib/networking/PeopleMet.svelte',
      'routes/session/participant/AfterTheEnd.svelte',
    ],
  },
  { name: 'ask', roots: ['lib/poll/PollCard.svelte', 'lib/consensus/ConsensusCard.svelte'] },
  { name: 'networking', roots: ['lib/networking/Networking.svelte'] },
  { name: 'call', roots: ['lib/call/CallPanel.svelte'] },
  {
    name: 'display',
    roots: ['routes/session/Display.svelte', 'routes/session/Overlay.svelte'],
  },
  { name: 'stage', roots: ['routes/session/Stage.svelte'] },
  {
    name: 'staff',
    roots: [
      'routes/session/Desk.svelte',
      'routes/session/Runner.svelte',
      'routes/session/Rapporteur.svelte',
    ],
  },
];

/** What somebody needs to see a session as a participant. */
export function firstScreen(src: string): Set<string> {
  const roots = GROUPS.slice(0, 2).flatMap((group) => group.roots);
  return closure(
    roots.map((root) => join(src, root)),
    src,
  );
}

/** Those that name every view there is. */
const VIEWS = ['App.svelte', 'main.ts', 'routes/Session.svelte'];
/** What anybody may come to see besides. */
const ANYBODY = [
  'routes/ContinueHere.svelte',
  'routes/Unknown.svelte',
  'routes/session/Purged.svelte',
];

/** What a participant may come to see, the first screen and all that it loads later. */
export function participantScreens(src: string): Set<string> {
  const views = new Set(VIEWS.map((view) => join(src, view)));
  let files = closure([...firstScreen(src), ...ANYBODY.map((file) => join(src, file))], src);
  for (let known = 0; known < files.size;) {
    known = files.size;
    const asking = [...files].filter((file) => !views.has(file));
    files = closure([...files, ...loadedBy(asking, src)], src);
  }
  return files;
}

/** The groups as the bundler takes them: each module's group by its path. */
export function groups(src: string): { name: (id: string) => string | null }[] {
  const home = new Map<string, string>();
  for (const { name, roots } of GROUPS) {
    const paths = roots.map((root) => join(src, root));
    for (const file of closure(paths, src)) if (!home.has(file)) home.set(file, name);
  }
  const name = (id: string) => {
    const path = id.replace(/^\0/, '').replace(/\?.*$/, '');
    // The bundler's own pieces, and what every component is made with.
    if (id.startsWith('\0') || /[\\/]node_modules[\\/](svelte|esm-env|clsx)[\\/]/.test(path))
      return 'app';
    return home.get(path) ?? null;
  };
  return [{ name }];
}
