// What the channels speak to, on this machine: a Bot API, a WeChat, a Bot Framework login and Connector in one small server.
// It answers everything kindly and counts what is sent, so that what is measured is the product.
import { createHash, createSign, generateKeyPairSync } from 'node:crypto';
import http from 'node:http';

const appId = '7d2f1c6e-5f0b-4b3c-9a51-0c1f6a2b9e10';
const wechatToken = 'measure';
const telegramSecret = 'measure-secret';

/** Starts it; answers what the program has to be told, and what makes a delivery of each channel. */
export async function startOutside() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = { ...publicKey.export({ format: 'jwk' }), kid: 'measure', use: 'sig', alg: 'RS256', endorsements: ['measure', 'directline', 'webchat', 'msteams'] };
  const sent = [];
  const server = http.createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      const { pathname } = new URL(request.url, 'http://127.0.0.1');
      const json = value => { response.setHeader('Content-Type', 'application/json'); response.end(JSON.stringify(value)); };
      if (pathname.endsWith('/sendMessage')) { sent.push(performance.now()); return json({ ok: true, result: { message_id: sent.length, date: 0, chat: { id: 1, type: 'private' } } }); }
      if (pathname.endsWith('/getMe')) return json({ ok: true, result: { id: 1, is_bot: true, first_name: 'measure', username: 'measure_bot' } });
      if (pathname.startsWith('/bot')) return json({ ok: true, result: true });
      if (pathname === '/.well-known/openidconfiguration') return json({ issuer: 'https://api.botframework.com', jwks_uri: `${address}/keys`, id_token_signing_alg_values_supported: ['RS256'] });
      if (pathname === '/keys') return json({ keys: [key] });
      if (pathname.startsWith('/login')) return json({ token_type: 'Bearer', expires_in: 3600, access_token: 'measure' });
      if (pathname.startsWith('/v3/')) return json({ id: `a${Math.random()}` });
      if (pathname.startsWith('/cgi-bin/')) return json({ errcode: 0, errmsg: 'ok', access_token: 'measure', expires_in: 7200, menu: {} });
      response.statusCode = 404;
      response.end();
    });
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  const address = `http://127.0.0.1:${server.address().port}`;
  const token = jwt(privateKey, { iss: 'https://api.botframework.com', aud: appId, serviceurl: address, nbf: seconds() - 60, exp: seconds() + 3_600 });

  return {
    sent,
    stop: () => new Promise(done => { server.closeAllConnections(); server.close(done); }),
    settings: {
      Telegram__Token: '1:measure', Telegram__BaseUrl: address, Telegram__PublicUrl: 'https://measure.example.org', Telegram__SecretToken: telegramSecret,
      WeChat__AppId: 'wxmeasure000000', WeChat__AppSecret: 'measure', WeChat__Token: wechatToken, WeChat__BaseUrl: address,
      BotFramework__AppId: appId, BotFramework__AppPassword: 'measure', BotFramework__OpenIdMetadata: `${address}/.well-known/openidconfiguration`, BotFramework__LoginUrl: `${address}/login`,
    },
    // Each from somebody new, as when a poster is scanned by many: nobody is kept waiting for an earlier message of the same person.
    deliveries: {
      telegram: (n, text) => ({
        path: '/channels/telegram',
        headers: { 'Content-Type': 'application/json', 'X-Telegram-Bot-Api-Secret-Token': telegramSecret },
        body: JSON.stringify({ update_id: n, message: { message_id: n, date: seconds(), chat: { id: 1_000_000 + n, type: 'private' }, from: { id: 1_000_000 + n, is_bot: false, first_name: 'M', language_code: 'zh-hans' }, text } }),
      }),
      botframework: (n, text) => ({
        path: '/api/messages',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
        body: JSON.stringify({ type: 'message', id: `m${n}`, timestamp: new Date().toISOString(), channelId: 'measure', serviceUrl: address, from: { id: `u${n}` }, recipient: { id: 'bot' }, conversation: { id: `c${n}`, isGroup: false }, locale: 'zh-CN', text }),
      }),
      wechat: (n, text) => {
        const [timestamp, nonce] = [`${seconds()}`, `${n}`];
        const signature = createHash('sha1').update([wechatToken, timestamp, nonce].sort().join('')).digest('hex');
        return {
          path: `/channels/wechat?signature=${signature}&timestamp=${timestamp}&nonce=${nonce}&openid=o${n}`,
          headers: { 'Content-Type': 'text/xml' },
          body: `<xml><ToUserName><![CDATA[gh_measure]]></ToUserName><FromUserName><![CDATA[o${n}]]></FromUserName><CreateTime>${timestamp}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${text}]]></Content><MsgId>${7_000_000_000_000 + n}</MsgId></xml>`,
        };
      },
    },
  };
}

/** How many messages left in the busiest second. */
export function busiestSecond(times) {
  let most = 0;
  for (let from = 0, to = 0; to < times.length; to++) {
    while (times[to] - times[from] >= 1000) from++;
    most = Math.max(most, to - from + 1);
  }
  return most;
}

const seconds = () => Math.floor(Date.now() / 1000);

function jwt(privateKey, claims) {
  const part = value => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ typ: 'JWT', alg: 'RS256', kid: 'measure' })}.${part(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`;
}
