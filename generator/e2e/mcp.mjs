// Has the official client for JavaScript use a server of the Model Context
// Protocol for all that it offers, and prints what came of it:
//
//   node mcp.mjs CALLS COMMAND ARGUMENT ...
//   node mcp.mjs CALLS http://HOST:PORT/mcp TOKEN
//
// CALLS is a file: {"tools": {name: arguments}, "prompts": {name: arguments},
// "fill": {name in a template: value}}. The client holds what a tool answers
// against the tool's schema by itself.
import { readFileSync } from 'node:fs';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const [file, where, ...rest] = process.argv.slice(2);
const calls = JSON.parse(readFileSync(file, 'utf8'));
const client = new Client({ name: 'e2e', version: '1' });
await client.connect(where.startsWith('http')
  ? new StreamableHTTPClientTransport(new URL(where), { requestInit: { headers: { Authorization: `Bearer ${rest[0]}` } } })
  : new StdioClientTransport({ command: where, args: rest }));

const report = { server: client.getServerVersion(), instructions: client.getInstructions(), tools: {}, resources: {}, templates: {}, prompts: {} };
for (const tool of (await client.listTools()).tools) {
  report.tools[tool.name] = await told(client.callTool({ name: tool.name, arguments: calls.tools[tool.name] }));
}
for (const { uri } of (await client.listResources()).resources) report.resources[uri] = await told(client.readResource({ uri }));
for (const { uriTemplate } of (await client.listResourceTemplates()).resourceTemplates) {
  const uri = uriTemplate.replace(/\{(\w+)\}/g, (_, name) => calls.fill[name]);
  report.templates[uri] = await told(client.readResource({ uri }));
}
for (const { name } of (await client.listPrompts()).prompts) report.prompts[name] = await told(client.getPrompt({ name, arguments: calls.prompts[name] }));
report.completion = (await client.complete({ ref: { type: 'ref/prompt', name: 'translate-role' }, argument: { name: 'lang', value: 'j' } })).completion.values;
report.refused = await told(client.callTool({ name: 'get_role', arguments: { role: 'nobody', lang: 'ja' } }));
report.gone = await told(client.readResource({ uri: 'rolebook://roles/nobody/en' }));
report.cancelled = await cancelled();
await client.close();
console.log(JSON.stringify(report));

// told is what came of a question: "fine", or what is wrong.
async function told(question) {
  try {
    const answer = await question;
    if (answer.isError) return answer.content[0].text;
    return (answer.content ?? answer.contents ?? answer.messages).length > 0 ? 'fine' : 'empty';
  } catch (err) {
    return `${err.name}: ${err.message}`;
  }
}

// cancelled gives a call up, and asks once more.
async function cancelled() {
  const stop = new AbortController();
  const call = told(client.callTool({ name: 'repair', arguments: {} }, undefined, { signal: stop.signal }));
  stop.abort('enough');
  return [await call, await told(client.callTool({ name: 'list_roles', arguments: {} }))];
}
