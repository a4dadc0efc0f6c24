// A chat with Microsoft's Direct Line client: "node directline.cjs ADDRESS SECRET socket|polling". Each line of standard input is
// a JSON object to do; each activity that the client hears is a line on standard output. Ends with its standard input.
global.XMLHttpRequest = require("xhr2");
const Socket = require("ws");
let open;
global.WebSocket = class extends Socket {
  constructor(address) {
    super(address);
    open = this;
  }
};
const { DirectLine, ConnectionStatus } = require("botframework-directlinejs");

const [address, secret, how] = process.argv.slice(2);
const line = new DirectLine({ domain: `${address}v3/directline`, secret, webSocket: how === "socket", pollingInterval: 200 });
const print = what => console.log(JSON.stringify(what));
const from = { id: "lan", name: "Lan" };

line.activity$.subscribe(activity => print({ heard: activity }), error => print({ failed: String(error) }));
line.connectionStatus$.subscribe(status => print({ status: ConnectionStatus[status] }));

const doing = {
  say: text => line.postActivity({ type: "message", from, text }),
  press: value => line.postActivity({ type: "message", from, text: value, channelData: { postBack: true } }),
  break: () => open.terminate(),
};
require("node:readline").createInterface({ input: process.stdin })
  .on("line", input => {
    for (const [what, value] of Object.entries(JSON.parse(input))) doing[what](value)?.subscribe(id => print({ sent: id }), error => print({ failed: String(error) }));
  })
  .on("close", () => process.exit(0));
