// Links as text: all of them to keep, and one as a mail to its holder.

import { spaceCode } from '../code';
import { t } from '../i18n';
import type { RoleLink } from '../protocol/protocol';
import { linkAddress } from './links';
import { linkTitle, rolesOf, type Moderators } from './names';

/** Whose session, and who moderates it. */
export interface Listed {
  code: string;
  title: string;
  moderators?: Moderators | undefined;
}

/** Those that people are given: not another system's, and none that opens nothing. */
export function handedOut(links: readonly RoleLink[]): RoleLink[] {
  return links.filter((link) => !link.revoked && !link.roles.includes('integration'));
}

/** Every link with who it is for, a line each; everybody's first. */
export function allAsText({ code, title, moderators }: Listed, links: readonly RoleLink[]): string {
  const everybody = `${t('links.forEverybody')}: ${linkAddress(code, null)}`;
  const own = handedOut(links).map(
    (link) => `${linkTitle(link, moderators)}: ${linkAddress(code, link.secret)}`,
  );
  return [title, '', everybody, ...own].join('\n');
}

/** The words of a mail to whoever holds a link. */
export function mailText({ code, title, moderators }: Listed, link: RoleLink): string {
  return (
    t('links.mail', {
      name: link.holder ?? rolesOf(link, moderators),
      title,
      roles: rolesOf(link, moderators),
      address: linkAddress(code, link.secret),
      code: spaceCode(code),
    })
      // A mail has no need of the marks that keep a page's directions apart.
      .replaceAll(/[\u2068\u2069]/g, '')
  );
}

export function mailAddress(listed: Listed, link: RoleLink): string {
  const subject = encodeURIComponent(listed.title);
  return `mailto:?subject=${subject}&body=${encodeURIComponent(mailText(listed, link))}`;
}
