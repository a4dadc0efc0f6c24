/**
 * Live counts: `<body data-counts="/staff/live">` names a stream of server-sent events whose data is
 * `{"inbox": 3}`; each number goes to the elements with `data-count="inbox"`; nothing to do is shown as nothing.
 */
export function followCounts(): void {
  const address = document.body.dataset.counts;
  if (!address) return;
  let stream: EventSource | null = null;
  // A tab in the background gives its connection back: browsers allow few of them to one server.
  const follow = () => {
    if (document.hidden) {
      stream?.close();
      stream = null;
    } else if (!stream) {
      stream = new EventSource(address);
      stream.addEventListener('counts', event => write(JSON.parse(event.data) as Record<string, number>));
    }
  };
  document.addEventListener('visibilitychange', follow);
  follow();
}

function write(counts: Record<string, number>): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-count]')) {
    const count = counts[place.dataset.count ?? ''];
    if (count === undefined) continue;
    place.textContent = count === 0 ? '' : count > 999 ? '999+' : String(count);
  }
}
