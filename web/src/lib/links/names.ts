// What a link is called on a list: by its holder, and by what it is for.

import { format, t } from '../i18n';
import type { PagePerson, RoleLink } from '../protocol/protocol';

/** Who moderates from where, by the session's page. */
export interface Moderators {
  onsite_moderators: PagePerson[];
  online_moderators: PagePerson[];
}

/** The roles of a link in words; a moderator's says from where they work, where the page does. */
export function rolesOf(link: RoleLink, moderators?: Moderators): string {
  if (!link.holder && link.roles.includes('speaker')) return t('role.lectern');
  const is = ({ name }: PagePerson) => name.toLowerCase() === link.holder?.toLowerCase();
  const onsite = moderators?.onsite_moderators.some(is) ?? false;
  const online = moderators?.online_moderators.some(is) ?? false;
  return format.list(
    link.roles.map((role) => {
      if (role !== 'moderator' || onsite === online) return t(`role.${role}`);
      return t(onsite ? 'role.moderatorOnsite' : 'role.moderatorOnline');
    }),
  );
}

/** Who or what a link is for, on one line. */
export function linkTitle(link: RoleLink, moderators?: Moderators): string {
  const roles = rolesOf(link, moderators);
  return link.holder ? `${link.holder}: ${roles}` : roles;
}
