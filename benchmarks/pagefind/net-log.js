// What Chromium's network log (--log-net-log) says of the traffic with one host.
import {readFileSync} from 'node:fs';

/**
 * Bytes received over its sockets, headers included, and the requests sent.
 *
 * @param {string} file the log
 * @param {number} port of the host
 */
export function readTraffic(file, port) {
  const {constants, events} = parse(readFileSync(file, 'utf8'));
  const types = constants.logEventTypes;
  const sockets = new Set();
  let bytes = 0;
  let requests = 0;
  for (const {type, source, params} of events) {
    if (type === types.TCP_CONNECT && JSON.stringify(params ?? {}).includes(`:${port}"`)) sockets.add(source.id);
  }
  for (const {type, source, params} of events) {
    if (type === types.SOCKET_BYTES_RECEIVED && sockets.has(source.id)) bytes += params.byte_count;
    if (type === types.HTTP_TRANSACTION_SEND_REQUEST_HEADERS && params?.headers?.some(isHost)) requests++;
  }
  return {bytes, requests};

  function isHost(header) {
    return header.toLowerCase().startsWith('host:') && header.endsWith(`:${port}`);
  }
}

/** A log whose browser was ended lacks its last line. */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return JSON.parse(text.slice(0, text.lastIndexOf('},\n') + 1) + ']}');
  }
}
