#!/usr/bin/env node
// Measures the product as it is published: start, memory, ticket creation, Open311, channels, chat, lists, search.
//   node tests/Intake.Benchmarks/load/measure.mjs [--tickets 100000] [--seconds 10] [--only create,open311,telegram,botframework,wechat,burst,chat,pages] [--data FOLDER]
// Publishes to a temporary folder, fills a new database with `seed`, starts one server on a free port of this machine,
// ends it by its process id, and prints one table. With --data the database of an earlier run is taken as it is.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import http from 'node:http';
import os from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Cookies, loop, send } from './http.mjs';
import { busiestSecond, startOutside } from './outside.mjs';
import { bodies, words } from './texts.mjs';

const root = resolve(fileURLToPath(import.meta.url), '../../../..');
const options = { tickets: 100_000, seconds: 10, only: 'create,open311,telegram,botframework,wechat,burst,chat,pages', data: '' };
for (let i = 2; i < process.argv.length; i += 2) {
  const name = process.argv[i].replace(/^--/, '');
  if (!(name in options) || process.argv[i + 1] === undefined) throw new Error(`unknown or empty option ${process.argv[i]}`);
  options[name] = typeof options[name] === 'number' ? Number(process.argv[i + 1]) : process.argv[i + 1];
}
const wanted = new Set(options.only.split(','));
const doors = ['telegram', 'botframework', 'wechat'].filter(door => wanted.has(door));
const scratch = mkdtempSync(join(os.tmpdir(), 'intake-measure-'));
const data = options.data ? resolve(options.data) : join(scratch, 'data');
const rows = [];
const note = text => process.stderr.write(`${text}\n`);
const row = (what, figure) => { rows.push([what, figure]); note(`${what}: ${figure}`); };
const ms = value => `${value.toFixed(value < 10 ? 2 : 1)} ms`;

const program = join(scratch, 'program', 'Intake.Web');
const environment = { ...process.env, INTAKE_DATA: data, ASPNETCORE_ENVIRONMENT: 'Development', Logging__LogLevel__Default: 'Warning' };
const command = (...args) => execFileSync(program, args, { env: environment, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', cwd: scratch, maxBuffer: 1 << 26 });

let server;
let outside;
try {
  if (doors.length > 0 || wanted.has('burst')) {
    outside = await startOutside();
    Object.assign(environment, outside.settings);
  }
  note('publishing');
  execFileSync('dotnet', ['publish', join(root, 'src/Intake.Web'), '-c', 'Release', '-o', join(scratch, 'program'), '-v', 'q', '--nologo'], { stdio: ['ignore', 'inherit', 'inherit'] });
  command('migrate');
  if (!existsSync(join(data, 'seeded'))) {
    const begun = performance.now();
    command('seed', String(options.tickets));
    writeFileSync(join(data, 'seeded'), '');
    row(`seed ${options.tickets}`, `${((performance.now() - begun) / 1000).toFixed(1)} s`);
  }
  const key = command('api-key', `measure-${Date.now()}`, '--scope', 'tickets:write', '--scope', 'tickets:read', '--scope', 'open311:write').trim().split('\n').at(-1);
  const base = `http://127.0.0.1:${await freePort()}`;
  server = await start(base);
  if (wanted.has('pages')) await pages(base);
  if (wanted.has('chat')) await chat(base);
  if (wanted.has('create')) await create(base, key);
  if (wanted.has('open311')) await open311(base, key);
  for (const door of doors) await deliver(base, door);
  if (wanted.has('burst')) await burst(base);
  row('resident memory at the end', `${residentMegabytes(server.pid)} MB`);
} finally {
  if (server) await stop(server);
  if (outside) await outside.stop();
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`\n${os.cpus().length} cores, load ${os.loadavg()[0].toFixed(1)} at the end\n`);
for (const [what, figure] of rows) console.log(`| ${what} | ${figure} |`);

async function start(base) {
  const begun = performance.now();
  const child = spawn(program, ['run', '--urls', base], { env: environment, stdio: ['ignore', 'ignore', 'inherit'], cwd: scratch });
  const agent = new http.Agent({ keepAlive: false });
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    const answer = await send(agent, base, { path: '/' }).catch(() => null);
    if (answer?.status === 200) break;
    if (performance.now() - begun > 60_000) throw new Error('the server did not answer within a minute');
    await new Promise(done => setTimeout(done, 20));
  }
  row('start to first page', `${((performance.now() - begun) / 1000).toFixed(2)} s`);
  row('resident memory after start', `${residentMegabytes(child.pid)} MB`);
  return child;
}

function stop(child) {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise(done => { child.once('exit', done); process.kill(child.pid, 'SIGTERM'); });
}

/** Staff lists and search, as a dispatcher and as staff of a unit who signed in through the page. */
async function pages(base) {
  const dispatcher = await signIn(base, 'dispatcher');
  const unit = await signIn(base, 'city-management');
  const page = async (what, cookies, path) => {
    const result = await loop({ connections: 1, seconds: options.seconds / 2, work: async (agent, _, round) => {
      const answer = await send(agent, base, { path: typeof path === 'function' ? path(round) : path, headers: { Cookie: cookies.header } });
      return { ok: answer.status === 200, ms: answer.ms };
    } });
    row(what, `median ${ms(result.p50)}, 95 % ${ms(result.p95)}${result.bad ? `, ${result.bad} bad` : ''}`);
  };
  await page('inbox of a unit', unit, '/staff/inbox');
  await page('ledger, first page', dispatcher, '/staff/ledger');
  const next = /\/staff\/ledger\?before=(\d+)/.exec((await send(new http.Agent(), base, { path: '/staff/ledger', headers: { Cookie: dispatcher.header } })).body);
  // Keys begin with the day of reception.
  if (next) await page('ledger, a page of a year ago', dispatcher, `/staff/ledger?before=${Number(next[1].slice(0, 4)) - 1}${next[1].slice(4)}`);
  await page('search for a word inside Chinese sentences', dispatcher, round => `/staff/search?q=${encodeURIComponent(words[round % words.length])}`);
}

async function signIn(base, name) {
  const agent = new http.Agent({ keepAlive: true });
  const cookies = new Cookies();
  const form = cookies.take(await send(agent, base, { path: '/sign-in' }));
  const users = [...form.body.matchAll(/data-user="([^"]*)"[^>]*data-password="([^"]*)"/g)].map(([, user, password]) => ({ user, password }));
  const chosen = users.find(({ user }) => user === name);
  if (!chosen) throw new Error(`no demo account is called ${name}; there are ${users.map(({ user }) => user).join(', ')}`);
  const token = /name="__RequestVerificationToken"[^>]*value="([^"]*)"/.exec(form.body)?.[1];
  const names = [...form.body.matchAll(/<input[^>]*name="([^"_][^"]*)"/g)].map(([, name]) => name);
  const named = part => names.find(name => name.toLowerCase().includes(part));
  const body = new URLSearchParams({ [named('user') ?? 'User']: chosen.user, [named('password') ?? 'Password']: chosen.password, __RequestVerificationToken: token }).toString();
  const answer = cookies.take(await send(agent, base, { method: 'POST', path: '/sign-in', headers: { 'Content-Type': 'application/x-www-form-urlencoded', Cookie: cookies.header }, body }));
  agent.destroy();
  if (answer.status !== 302) throw new Error(`signing in as ${chosen.user} was answered with ${answer.status}`);
  return cookies;
}

/** One message in a conversation until it is answered: durable, and the bot's reply fetched. */
async function chat(base) {
  const agent = new http.Agent({ keepAlive: true });
  const conversations = [];
  for (let i = 0; i < 24; i++) {
    const token = JSON.parse((await send(agent, base, { method: 'POST', path: '/v3/directline/tokens/page', headers: { 'Sec-Fetch-Site': 'same-origin' } })).body);
    const begun = JSON.parse((await send(agent, base, { method: 'POST', path: '/v3/directline/conversations', headers: { Authorization: `Bearer ${token.token}`, 'Content-Type': 'application/json' }, body: '{"locale":"zh-CN"}' })).body);
    conversations.push({ id: begun.conversationId, headers: { Authorization: `Bearer ${begun.token}`, 'Content-Type': 'application/json' }, watermark: '', said: 0 });
  }
  agent.destroy();
  // Within what one person may send in a minute: each conversation is used 40 times and then left.
  const times = [];
  const talk = new http.Agent({ keepAlive: true });
  let bad = 0;
  for (let turn = 0; turn < 24 * 40; turn++) {
    const conversation = conversations[turn % conversations.length];
    const activity = JSON.stringify({ type: 'message', text: bodies[turn % bodies.length].slice(0, 120), channelData: { clientActivityID: `m${turn}` } });
    const begun = performance.now();
    const said = await send(talk, base, { method: 'POST', path: `/v3/directline/conversations/${conversation.id}/activities`, headers: conversation.headers, body: activity });
    const heard = await send(talk, base, { path: `/v3/directline/conversations/${conversation.id}/activities?watermark=${conversation.watermark}`, headers: conversation.headers });
    const set = heard.status === 200 ? JSON.parse(heard.body) : { activities: [] };
    if (said.status === 200 && set.activities.some(one => one.from?.role === 'bot')) times.push(performance.now() - begun); else bad++;
    conversation.watermark = set.watermark ?? conversation.watermark;
  }
  talk.destroy();
  times.sort((a, b) => a - b);
  row('chat message sent, kept and answered', `median ${ms(times[times.length >> 1])}, 95 % ${ms(times[Math.floor(times.length * 0.95)])} (${times.length} messages${bad ? `, ${bad} bad` : ''})`);
}

async function create(base, key) {
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
  for (const connections of [8, 64]) {
    const result = await loop({ connections, seconds: options.seconds, work: async (agent, _, round) => {
      const body = JSON.stringify({ text: `${bodies[round % bodies.length]} ${round}`, language: round % 2 ? 'en' : 'zh-CN', requester: { anonymity: 'anonymous' } });
      const answer = await send(agent, base, { method: 'POST', path: '/api/v1/tickets', headers, body });
      return { ok: answer.status === 201, ms: answer.ms };
    } });
    row(`durable tickets by POST /api/v1/tickets, ${connections} connections`, `${Math.round(result.rate)} a second (${result.rates.join(', ')}), 95 % ${ms(result.p95)}${result.bad ? `, ${result.bad} bad` : ''}`);
  }
}

/** Reports by Open311, each durable when it is answered. Wanted: 1,000 a second with 8 connections. */
async function open311(base, key) {
  const services = ['street-lights', 'manholes', 'refuse', 'parks-trees'];
  const result = await loop({ connections: 8, seconds: options.seconds, work: async (agent, _, round) => {
    const body = new URLSearchParams({ api_key: key, service_code: services[round % services.length], lat: '30.2741', long: '120.1551', description: `${bodies[round % bodies.length]} ${round}` }).toString();
    const answer = await send(agent, base, { method: 'POST', path: '/open311/v2/requests.json', headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' }, body });
    return { ok: answer.status === 201, ms: answer.ms };
  } });
  row('durable reports by POST /open311/v2/requests, 8 connections', `${Math.round(result.rate)} a second (${result.rates.join(', ')}), 95 % ${ms(result.p95)}${result.bad ? `, ${result.bad} bad` : ''}`);
}

/** Updates as a channel delivers them, each durable and its answer in the outbox when it is confirmed. Wanted: 1,000 a second with 8 connections. */
async function deliver(base, door) {
  const result = await loop({ connections: 8, seconds: options.seconds, work: async (agent, _, round) => {
    const { path, headers, body } = outside.deliveries[door](round + 1, bodies[round % bodies.length]);
    const answer = await send(agent, base, { method: 'POST', path, headers, body });
    return { ok: answer.status >= 200 && answer.status < 300, ms: answer.ms };
  } });
  row(`updates of ${door} taken in, 8 connections`, `${Math.round(result.rate)} a second (${result.rates.join(', ')}), 95 % ${ms(result.p95)}${result.bad ? `, ${result.bad} bad` : ''}`);
}

/** 10,000 updates as fast as they come, then a minute of sending: none is refused, and never more leave in a second than Telegram allows. */
async function burst(base) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  const [first, count] = [50_000_000, 10_000];
  const before = outside.sent.length;
  const begun = performance.now();
  let next = 0;
  const answers = {};
  await Promise.all(Array.from({ length: 64 }, async () => {
    while (next < count) {
      const { path, headers, body } = outside.deliveries.telegram(first + next++, bodies[0].slice(0, 60));
      const { status } = await send(agent, base, { method: 'POST', path, headers, body });
      answers[status] = (answers[status] ?? 0) + 1;
    }
  }));
  agent.destroy();
  const over = performance.now();
  const took = (over - begun) / 1000;
  await new Promise(done => setTimeout(done, 60_000));
  const left = outside.sent.slice(before);
  // The one that counts is this program: while it sends the burst it hears late of what has come.
  const counted = left.filter(at => at > over + 2_000);
  row('burst of 10,000 updates of Telegram', `${answers[200] ?? 0} confirmed in ${took.toFixed(1)} s (${Object.entries(answers).map(([status, times]) => `${times} answered ${status}`).join(', ')}); ${left.length} messages left by a minute later, ${busiestSecond(counted)} in the busiest second after the burst`);
}

function residentMegabytes(pid) {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024);
}

function freePort() {
  return new Promise((done, failed) => {
    const probe = createServer().once('error', failed).listen(0, '127.0.0.1', () => { const { port } = probe.address(); probe.close(() => done(port)); });
  });
}
