// The tabs of a desk: those that the roles of the screen have something to do in.

import type { Component } from 'svelte';
import { t } from '../../../lib/i18n';
import { polls } from '../../../lib/poll/shown';
import type { LiveSession } from '../../../lib/session/session.svelte';
import type { IconName } from '../../../lib/ui/icons';
import ApprovalsPanel from './ApprovalsPanel.svelte';
import FloorPanel from './FloorPanel.svelte';
import HourPanel from './HourPanel.svelte';
import OrganiserPanel from './OrganiserPanel.svelte';
import PollPanel from './PollPanel.svelte';
import ReportPanel from './ReportPanel.svelte';
import RoundPanel from './RoundPanel.svelte';
import StagePanel from './StagePanel.svelte';

/** What stands below each tab; only the chosen one exists. */
export const PANELS = {
  floor: FloorPanel,
  approve: ApprovalsPanel,
  hour: HourPanel,
  stage: StagePanel,
  poll: PollPanel,
  round: RoundPanel,
  report: ReportPanel,
  links: OrganiserPanel,
} satisfies Record<string, Component>;

export type TabName = keyof typeof PANELS;

interface Tab {
  id: TabName;
  label: string;
  icon: IconName;
  badge?: string;
}

/** Where there is room, the floor stands beside the tabs, and the rundown is for everybody. */
export function tabsOf(session: LiveSession, wide: boolean): Tab[] {
  const moderates = session.may('start_segment');
  const asks = session.may('open_poll');
  const open = openQuestions(session);
  const tabs: (Tab & { shown: boolean })[] = [
    {
      id: 'floor',
      label: t('desk.floor'),
      icon: 'mic',
      badge: badge(session.entry('floor/waiting')?.all),
      shown: !wide,
    },
    {
      id: 'approve',
      label: t('desk.approve'),
      icon: 'check',
      badge: badge(session.numbered('item').filter((item) => item.state === 'submitted').length),
      shown: session.may('take_next'),
    },
    { id: 'hour', label: t('desk.hour'), icon: 'clock', shown: moderates || wide },
    { id: 'stage', label: t('desk.stage'), icon: 'speech', shown: session.may('send_cue') },
    {
      id: 'poll',
      label: t('desk.polls'),
      icon: 'chart',
      badge: open,
      shown: asks || (session.may('count_hands') && open !== undefined),
    },
    {
      id: 'round',
      label: t('desk.round'),
      icon: 'table',
      badge: badge(alarms(session)),
      shown: session.may('call_round'),
    },
    { id: 'report', label: t('desk.report'), icon: 'note', shown: session.may('write_report') },
    { id: 'links', label: t('desk.links'), icon: 'link', shown: session.may('rotate_link') },
  ];
  return tabs.filter(({ shown }) => shown);
}

function badge(count = 0): string | undefined {
  return count > 0 ? String(count) : undefined;
}

/** How many answered the open poll; where only the question of consensus is open, that it is. */
function openQuestions(session: LiveSession): string | undefined {
  const poll = polls(session).find((poll) => poll.closed_at_ms === null);
  if (poll) return String(poll.answered);
  return session.entry('consensus')?.closed_at_ms === null ? '1' : undefined;
}

/** Rooms that call a moderator, and reports that nobody has handled. */
function alarms(session: LiveSession): number {
  const rooms = session.entry('rooms')?.rooms ?? [];
  const reports = session.entry('reports')?.reports ?? [];
  return (
    rooms.filter((room) => room.called_at_ms !== null).length +
    reports.filter((report) => !report.handled).length
  );
}
