// What Microsoft's library for bots makes of the same. Each line of standard input is a JSON object; each answer a line.
//   {"check": {metadata, appId, token, serviceUrl, channelId, now}}                   prints true when the library takes the token
//   {"reply": {serviceUrl, authorization, conversation, activity, body}}              sends an answer by the library's client
const { ChannelValidation, ConnectorClient, SimpleCredentialProvider } = require("botframework-connector");

const doing = {
  async check({ metadata, appId, token, serviceUrl, channelId, now }) {
    Date.now = () => now * 1000;
    ChannelValidation.OpenIdMetadataEndpoint = metadata;
    try {
      await ChannelValidation.authenticateChannelTokenWithServiceUrl(`Bearer ${token}`, new SimpleCredentialProvider(appId, "x"), serviceUrl, channelId);
      return true;
    } catch {
      return false;
    }
  },
  async reply({ serviceUrl, authorization, conversation, activity, body }) {
    const credentials = { signRequest: async request => { request.headers.set("authorization", authorization); return request; } };
    const client = new ConnectorClient(credentials, { baseUri: serviceUrl });
    return (await client.conversations.replyToActivity(conversation, activity, body)).id;
  },
};
let last = Promise.resolve();
require("node:readline").createInterface({ input: process.stdin })
  .on("line", input => {
    const [[what, value]] = Object.entries(JSON.parse(input));
    last = last.then(() => doing[what](value)).then(answer => console.log(JSON.stringify(answer)), error => console.log(JSON.stringify({ failed: String(error) })));
  })
  .on("close", () => process.exit(0));
