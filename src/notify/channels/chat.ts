import type { Clock } from '../../base/clock.ts';
import { type Outcome, outsideWords, type Sendable, type Transport } from '../outcome.ts';
import type { ReadyChannel } from '../settings.ts';
import { chatworkBase, chatworkRequest } from './chatwork.ts';
import { type HttpRequest, post } from './http.ts';
import { lineworksApiBase, lineworksAuthBase, lineworksRequest, lineworksTokenRequest, readToken } from './lineworks.ts';
import { slackRequest } from './slack.ts';
import { teamsRequest } from './teams.ts';
import { webhookRequest } from './webhook.ts';

/** Where the services are that have one address for everybody. A test puts a stand-in there. */
export interface Endpoints {
  readonly chatwork: string;
  readonly lineworksAuth: string;
  readonly lineworksApi: string;
}
export const publicEndpoints: Endpoints = {
  chatwork: chatworkBase,
  lineworksAuth: lineworksAuthBase,
  lineworksApi: lineworksApiBase,
};

export type ReadyChat = Exclude<ReadyChannel, { channel: 'mail' }>;

/** Posts notices into a chat room or to a webhook, one after another. */
export class ChatTransport implements Transport {
  readonly #ready: ReadyChat;
  readonly #clock: Clock;
  readonly #endpoints: Endpoints;
  readonly #abort = new AbortController();
  #token: string | null = null;

  constructor(ready: ReadyChat, clock: Clock, endpoints: Endpoints = publicEndpoints) {
    this.#ready = ready;
    this.#clock = clock;
    this.#endpoints = endpoints;
  }

  async send(notice: Sendable): Promise<Outcome> {
    const ready = this.#ready;
    switch (ready.channel) {
      case 'slack':
        return this.#post(slackRequest(ready.secrets, notice));
      case 'teams':
        return this.#post(teamsRequest(ready.secrets, notice));
      case 'chatwork':
        return this.#post(chatworkRequest(ready.settings, ready.secrets, notice, this.#endpoints.chatwork));
      case 'webhook':
        return this.#post(webhookRequest(ready.secrets, notice, this.#clock.now()));
      case 'lineworks':
        return this.#lineworks(ready, notice);
    }
  }

  abort(): void {
    this.#abort.abort();
  }

  close(): void {
    this.#token = null;
  }

  async #lineworks({ settings, secrets }: ReadyChat & { channel: 'lineworks' }, notice: Sendable): Promise<Outcome> {
    if (this.#token === null) {
      const { answer, ...outcome } = await this.#post(
        lineworksTokenRequest(settings, secrets, this.#clock.now(), this.#endpoints.lineworksAuth),
      );
      // However asking for a token ended, the message itself has not left.
      if (outcome.is === 'never') return { ...outcome, problem: 'credentials' };
      if (outcome.is === 'uncertain') return { ...outcome, is: 'later', problem: 'unreachable' };
      if (outcome.is === 'later') return outcome;
      this.#token = readToken(answer?.body ?? '');
      if (this.#token === null) return { is: 'never', problem: 'credentials', words: outsideWords('no access_token in the answer') };
    }
    return this.#post(lineworksRequest(settings, this.#token, notice, this.#endpoints.lineworksApi));
  }

  #post(request: HttpRequest): ReturnType<typeof post> {
    const secrets = [...Object.values(this.#ready.secrets as Record<string, string>), this.#token ?? ''];
    return post(request, { secrets, signal: this.#abort.signal });
  }
}
