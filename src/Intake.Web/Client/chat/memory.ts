/**
 * What the page remembers over a reload, in this tab only: a shared computer's next visitor has another tab. What was said
 * is not kept here; it comes from the server again.
 */
export interface Session {
  conversation: string;
  token: string;
  /** When the token was given and when it ends, in milliseconds. */
  givenAt: number;
  endsAt: number;
  /** Id of the last activity that was shown to someone. */
  seen?: string | undefined;
}

export interface KeptMessage {
  key: string;
  text: string;
  value?: string;
  title?: string;
  at: number;
  /** Whether files came with it: they are lost with the page. */
  hadFiles?: boolean;
}

interface Kept {
  session?: Session | undefined;
  draft?: string | undefined;
  unsent?: KeptMessage[] | undefined;
  /** Distance of the view from the top of the conversation; absent when it is at the end. */
  top?: number | undefined;
  /** Whether files were waiting to be sent. */
  hadFiles?: boolean | undefined;
}

const place = 'intake-chat';
let kept: Kept = load();

export const recall = (): Readonly<Kept> => kept;

/** Keeps some of it; `undefined` forgets that part. */
export function keep(part: Kept): void {
  kept = { ...kept, ...part };
  store(JSON.stringify(kept));
}

export function forget(): void {
  kept = {};
  store(null);
}

function load(): Kept {
  try {
    const read: unknown = JSON.parse(sessionStorage.getItem(place) ?? '{}');
    return typeof read === 'object' && read !== null ? read as Kept : {};
  } catch {
    return {}; // storage is closed to us (a frame on another site, or by choice): the page works without a memory
  }
}

function store(written: string | null): void {
  try {
    if (written === null) sessionStorage.removeItem(place);
    else sessionStorage.setItem(place, written);
  } catch {
    // As above, or it is full: what is on the page is still there.
  }
}
