// Starts telegram-test-api on a free port, prints its address, and ends with its standard input.
const net = require("node:net");
const loaded = require("telegram-test-api");
const TelegramServer = loaded.TelegramServer ?? loaded.default ?? loaded;

const free = net.createServer().listen(0, "127.0.0.1", () => {
  const { port } = free.address();
  free.close(async () => {
    const server = new TelegramServer({ port, host: "127.0.0.1", storeTimeout: 3600 });
    await server.start();
    console.log(server.config.apiURL);
    process.stdin.on("end", () => process.exit(0)).resume();
  });
});
