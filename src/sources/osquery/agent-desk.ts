import type { Clock } from '../../base/clock.ts';
import { parseBody } from './body.ts';
import type { AgentProtocol } from './protocol.ts';

/** One call, as the door hands it in: text that was unpacked and measured, and who called. */
export interface Call {
  readonly path: string;
  readonly text: string;
  readonly address: string;
  readonly authorization: string | undefined;
}

/** What lies behind the agents' door, which is a thread of its own: everything that passes between them can be copied. */
export interface AgentDesk {
  knowsNode(key: string): Promise<boolean>;
  /** The text of the answer, a JSON object. Throws BodyRefused. */
  answer(call: Call): Promise<string>;
  /** An answer of an agent that is too large to be read; false where it names none. */
  tooLarge(authorization: string | undefined, reason: string): Promise<boolean>;
  count(name: string): void;
  refusedEnrolment(address: string): void;
  failed(path: string, error: unknown): void;
}

export function deskOf(protocol: AgentProtocol, clock: Clock, onFailed: AgentDesk['failed']): AgentDesk {
  return {
    knowsNode: (key) => protocol.knowsNode(key),
    answer: async ({ path, text, address, authorization }) => {
      const { value, changed } = parseBody(text);
      if (changed) protocol.count('invalid-utf8');
      return JSON.stringify(await protocol.answer(path, value, { address, authorization, receivedAt: clock.now() }));
    },
    tooLarge: (authorization, reason) => protocol.tooLarge(authorization, reason, clock.now()),
    count: (name) => protocol.count(name),
    refusedEnrolment: (address) => protocol.refusedEnrolment(address, 'bad-request'),
    failed: onFailed,
  };
}
