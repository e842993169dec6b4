// The yardstick: what Node's own `http` takes to pass a request on and its answer back, and nothing else.
import { Agent, createServer, request as send } from "node:http";
import { listen } from "./listen.ts";

const upstream = new URL(process.env.UPSTREAM_URL as string);
const agent = new Agent({ keepAlive: true });

const server = createServer((request, response) => {
  const { method, url: path, headers } = request;
  const onward = send(
    { agent, hostname: upstream.hostname, port: upstream.port, method, path, headers },
    (answer) => {
      response.writeHead(answer.statusCode as number, answer.headers);
      answer.pipe(response);
    },
  );
  onward.on("error", () => response.destroy());
  response.on("close", () => {
    if (!response.writableFinished) onward.destroy();
  });
  request.pipe(onward);
});
listen(server);
