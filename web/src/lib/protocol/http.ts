// Bodies of the HTTP interface: what the browser sends and what it is answered. Written by hand
// after `server/app/src/http`, from types that are generated.

import type {
  About,
  AboutDiff,
  AgendaItem,
  Changes,
  Imported,
  LinkId,
  PageReading,
  Rejection,
  Role,
  SessionPlan,
} from './protocol';

/** `POST /api/read-page`. */
export interface ReadPage {
  page: PageReading;
  /** An agenda for pages that have none. */
  default_agenda: AgendaItem[];
  /** The page as a session remembers it. */
  imported: Imported;
}

/** `POST /api/sessions`. */
export interface Created {
  code: string;
  /** Secret of the organiser's link. */
  organiser: string;
  links: RoleLink[];
}

/** `GET /api/sessions/CODE/links`: a role link as the organiser sees it. */
export interface RoleLink {
  id: LinkId;
  roles: Role[];
  holder: string | null;
  affiliation: string | null;
  revoked: boolean;
  /** What goes behind `#`; a revoked link has none. */
  secret: string | null;
}

/** `GET /api/sessions/CODE`: title and number, before somebody joins. */
export interface FoundSession {
  code: string;
  title: string;
  year: number | null;
  type: string | null;
  number: number | null;
}

/** `POST /api/sessions/CODE/page`: the page held against the session. */
export interface PageAgain {
  diff: AboutDiff;
  page: Imported;
  unread: string[];
}

/** `GET /api/sessions/CODE/about`, with the number of the present revision. */
export interface Facts {
  about: About;
  revision: number;
}

/** `POST /api/sessions/CODE/about`: a change, and the revision that it was decided on. */
export interface Revise {
  changes: Changes;
  revision: number;
}

/** What `POST /api/sessions/CODE/about` is answered: the version that holds the change. */
export interface Revised {
  version: number;
}

/** `GET /api/sessions/CODE/plan.json`. */
export interface SessionFile extends SessionPlan {
  format: string;
  version: number;
}

/** Reasons that no command is refused for. */
export type HttpReason =
  | 'host_only'
  | 'not_text'
  | 'empty_page'
  | 'not_a_session_page'
  | 'word_file'
  | 'pdf_file'
  | 'web_archive'
  | 'file_not_json'
  | 'file_not_ours'
  | 'file_version'
  | 'unknown_code'
  | 'unknown_format'
  | 'not_rendered'
  | 'idempotency_key_missing';

/** The body of an answer that is a refusal. */
export type HttpRefusal =
  Rejection | { reason: HttpReason } | { reason: 'file_field'; path: string; detail: string };
