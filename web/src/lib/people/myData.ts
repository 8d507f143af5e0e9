// What is stored of somebody, as lines that they can read.

import type { MyData } from '../protocol/protocol';

/** Every text of theirs, and of whom they met; in the order in which the server has them. */
export function storedWords(data: MyData): string[] {
  const { profile } = data;
  const who = [profile.name, profile.affiliation].filter(Boolean).join(', ');
  const facts = [...profile.languages, profile.stakeholder_group, profile.region].filter(Boolean);
  const rooms = data.rooms.flatMap((room) => [
    room.met.map((face) => face.name ?? `#${face.person}`).join(', '),
    ...room.said.map((line) => line.text),
    room.notes,
  ]);
  const words = [
    who,
    facts.join(', '),
    profile.about,
    ...data.items.flatMap((item) => [item.text, item.wording, item.answer]),
    ...data.stances.map((stance) => stance.why),
    data.feedback?.line,
    ...rooms,
    data.contact,
    ...data.contacts.map((contact) => [contact.name, contact.contact].filter(Boolean).join(': ')),
    ...data.told.map((told) => told.reason),
  ];
  return words.filter((word): word is string => !!word);
}
