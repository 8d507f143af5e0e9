// What can be done with the people of the form, as values: parting, joining, groups and regions.

import { t } from '../i18n';
import { GROUPS, REGIONS } from '../people/groups';
import type { Region, StakeholderGroup } from '../protocol/protocol';

/** As pages write them. */
const GROUP_NAMES: Record<StakeholderGroup, string> = {
  government: 'Government',
  intergovernmental_organization: 'Intergovernmental Organization',
  civil_society: 'Civil Society',
  technical_community: 'Technical Community',
  private_sector: 'Private Sector',
  other: 'Other',
};
const REGION_NAMES: Record<Region, string> = {
  african: 'African Group',
  asia_pacific: 'Asia-Pacific Group',
  eastern_european: 'Eastern European Group',
  latin_american_and_caribbean: 'Latin American and Caribbean Group (GRULAC)',
  western_european_and_others: 'Western European and Others Group (WEOG)',
  intergovernmental_organization: 'Intergovernmental Organization',
};

interface Option {
  value: string;
  label: string;
}

/** The groups to choose from, and what the page says in words of its own. */
export function groupOptions(now: string): Option[] {
  const known = GROUPS.map((group) => ({ value: GROUP_NAMES[group], label: t(`group.${group}`) }));
  return options(known, now);
}

/** The regions, in the same way. */
export function regionOptions(now: string): Option[] {
  const known = REGIONS.map((region) => ({
    value: REGION_NAMES[region],
    label: t(`region.${region}`),
  }));
  return options(known, now);
}

const worded = (value: string, known: Option[]) =>
  known.find((option) => option.value === value)?.label ?? value;

/** What is said of somebody besides their name, in the reader's language. */
export function standing(group: string | null, region: string | null): string {
  const said = [
    worded(group ?? '', groupOptions('').slice(1)),
    worded(region ?? '', regionOptions('').slice(1)),
  ];
  return said.filter(Boolean).join(' · ');
}

function options(known: Option[], now: string): Option[] {
  const own = now === '' || known.some(({ value }) => value === now) ? [] : [now];
  const none = { value: '', label: t('people.notSaid') };
  return [none, ...known, ...own.map((value) => ({ value, label: value }))];
}

/** Between two names that stand in one field, in the languages of the interface. */
const BETWEEN = /\s*(?:[;,&/،、，；|]|\s(?:and|et|y|e|и|und)\s|\sو\s*)\s*/u;

/** The names that one field holds; one if it cannot be parted. */
export function namesIn(name: string): string[] {
  return name
    .split(BETWEEN)
    .map((part) => part.trim())
    .filter(Boolean);
}

/** A line as a person: what stands behind its first comma or dash is the affiliation. */
export function personIn(line: string): { name: string; affiliation: string } {
  const bare = line.replace(/^\s*(?:[-•*–·]|\d+[.)])\s*/u, '').trim();
  const [, name, affiliation] = /^(.{1,80}?)(?:,|;|\s[–—-])\s+(.+)$/u.exec(bare) ?? [];
  return { name: name?.trim() ?? bare, affiliation: affiliation?.trim() ?? '' };
}
