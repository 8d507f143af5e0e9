// The IGF's own lists, in its order.

import type { Region, StakeholderGroup } from '../protocol/protocol';

export const GROUPS: StakeholderGroup[] = [
  'government',
  'intergovernmental_organization',
  'civil_society',
  'technical_community',
  'private_sector',
  'other',
];

export const REGIONS: Region[] = [
  'african',
  'asia_pacific',
  'eastern_european',
  'latin_american_and_caribbean',
  'western_european_and_others',
  'intergovernmental_organization',
];
