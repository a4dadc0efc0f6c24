import { languageOf } from './words';

// Only pages for citizens on this very host: a text may quote what somebody wrote.
const places = ['/track', '/bulletins', '/privacy'];
const address = /(?:https?:\/\/[\w.:[\]-]+)?\/[\w\-./]+/g;

/** A text as text, its line breaks kept. Addresses of this host's own pages become links when the bot says them. */
export function write(into: HTMLElement, text: string, withLinks: boolean): void {
  const language = languageOf(text);
  if (language) into.lang = language;
  if (!withLinks) {
    into.textContent = text;
    return;
  }
  let end = 0;
  for (const match of text.matchAll(address)) {
    const found = match[0].replace(/[./]+$/, '');
    const link = linkTo(found, text[match.index - 1]);
    if (!link) continue;
    into.append(text.slice(end, match.index), link);
    end = match.index + found.length;
  }
  into.append(text.slice(end));
}

function linkTo(found: string, before: string | undefined): HTMLAnchorElement | null {
  // A slash inside a word ("and/or/track") begins no address.
  if (found.startsWith('/') && before !== undefined && /[\w.:/-]/.test(before)) return null;
  const url = urlOf(found);
  if (!url || url.origin !== window.location.origin || !places.some(place => url.pathname === place || url.pathname.startsWith(`${place}/`))) return null;
  const link = document.createElement('a');
  link.href = url.pathname;
  link.textContent = found;
  return link;
}

function urlOf(found: string): URL | null {
  try {
    return new URL(found, window.location.origin);
  } catch {
    return null; // such as a port that is none: it stays text
  }
}
