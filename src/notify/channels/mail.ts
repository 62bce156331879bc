import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Clock } from '../../base/clock.ts';
import { mailAddress } from '../address.ts';
import { type Outcome, outsideWords, pauseAfterOutageMs, type Sendable, type Transport } from '../outcome.ts';
import type { ChannelSecrets, MailSettings } from '../settings-check.ts';
import { mailMessage } from './mail-message.ts';

const connectTimeoutMs = 15_000;
/** For an answer. RFC 5321 allows a server ten minutes after the last byte; servers that look for viruses take some of it. */
const answerTimeoutMs = 300_000;
/** Servers cut off who sends too much over one connection. */
const messagesPerConnectionMax = 50;

/** What the library says of an error, beside its message. */
interface SmtpError extends Error {
  readonly code?: string;
  readonly originalCode?: string;
  readonly responseCode?: number;
  /** The server's own words, where it has answered. */
  readonly response?: string;
}

/**
 * Sends mail over one connection of its own. The library's own pool is not used: it sends again by itself what was under way when a
 * connection broke, and that mail may have arrived.
 */
export class MailTransport implements Transport {
  readonly #settings: MailSettings;
  readonly #secrets: ChannelSecrets['mail'];
  readonly #clock: Clock;
  #connection: SMTPConnection | null = null;
  #sent = 0;
  #abort: () => void = () => {};
  #aborted = false;

  constructor(settings: MailSettings, secrets: ChannelSecrets['mail'], clock: Clock) {
    this.#settings = settings;
    this.#secrets = secrets;
    this.#clock = clock;
  }

  async send(notice: Sendable): Promise<Outcome> {
    const to = mailAddress(notice.recipient);
    if (to === null) return { is: 'never', problem: 'address', words: '' };
    const message = await mailMessage(this.#settings, notice, this.#clock.now());
    const reused = this.#connection !== null;
    const first = await this.#attempt(to, message);
    // A server may close a connection that was idle. Where not a byte of the content had left, once more on a new one is safe.
    const again = reused && first.is === 'later' && first.problem === 'unreachable' && !this.#aborted;
    return again ? this.#attempt(to, message) : first;
  }

  abort(): void {
    this.#aborted = true;
    this.#abort();
    this.#drop();
  }

  close(): void {
    this.#connection?.quit();
    this.#connection = null;
  }

  async #attempt(to: string, message: Buffer): Promise<Outcome> {
    let connection: SMTPConnection;
    try {
      connection = this.#connection ?? (await this.#connect());
    } catch (error) {
      return { ...this.#connectProblem(error as SmtpError), pauseMs: pauseAfterOutageMs };
    }
    const outcome = await this.#deliver(connection, to, message);
    this.#sent += 1;
    // After anything but a delivery the state of the conversation is doubtful, and a new connection costs little.
    if (outcome.is !== 'sent' || this.#sent >= messagesPerConnectionMax) {
      if (this.#connection === connection) this.#connection = null;
      connection.quit();
    }
    return outcome;
  }

  #connect(): Promise<SMTPConnection> {
    const { host, port, tls, user } = this.#settings;
    const connection = new SMTPConnection({
      host,
      port,
      secure: tls === 'implicit',
      requireTLS: tls === 'starttls',
      ignoreTLS: tls === 'none',
      tls: { minVersion: 'TLSv1.2' },
      connectionTimeout: connectTimeoutMs,
      greetingTimeout: connectTimeoutMs,
      dnsTimeout: connectTimeoutMs,
      socketTimeout: answerTimeoutMs,
    });
    return new Promise((resolve, reject) => {
      const fail = (error: Error): void => {
        // First, because closing tells of itself, with fewer words.
        reject(error);
        connection.close();
      };
      // Stays for good: an error on an idle connection must not end the process. The next use finds it closed.
      connection.on('error', fail);
      connection.once('end', () => {
        if (this.#connection === connection) this.#connection = null;
        reject(new Error('the connection was closed'));
      });
      this.#abort = () => fail(new Error('the server is stopping'));
      const ready = (): void => {
        this.#connection = connection;
        this.#sent = 0;
        resolve(connection);
      };
      connection.connect((error) => {
        if (error) return fail(error);
        if (user === '') return ready();
        connection.login({ user, pass: this.#secrets.password ?? '' }, (refused) => (refused ? fail(refused) : ready()));
      });
    });
  }

  /** The library reads the content only once the server has asked for it (354): before that, surely nothing was delivered. */
  #deliver(connection: SMTPConnection, to: string, message: Buffer): Promise<Outcome> {
    let begun = false;
    const content = new Readable({
      read() {
        begun = true;
        this.push(message);
        this.push(null);
      },
    });
    const from = mailAddress(this.#settings.fromAddress) ?? this.#settings.fromAddress;
    return new Promise((resolve) => {
      const lost = (words: string): void =>
        resolve(begun ? { is: 'uncertain', problem: 'no-answer', words } : { is: 'later', problem: 'unreachable', words });
      this.#abort = () => lost('');
      connection.send({ from, to: [to], size: message.length }, content, (error) => {
        if (!error) return resolve({ is: 'sent' });
        const { responseCode, code } = error as SmtpError;
        const words = this.#words(error);
        if (responseCode !== undefined && responseCode >= 400) return resolve(answered(responseCode, words));
        // What the library itself refused to send: too large for the server, an envelope that is none.
        if (!begun && (code === 'EMESSAGE' || code === 'EENVELOPE')) return resolve({ is: 'never', problem: 'refused', words });
        lost(words);
      });
    });
  }

  #connectProblem(error: SmtpError): { is: 'later'; problem: 'tls' | 'credentials' | 'later' | 'unreachable'; words: string } {
    const words = this.#words(error);
    const temporary = error.responseCode !== undefined && error.responseCode >= 400 && error.responseCode < 500;
    if (error.code === 'EAUTH' && !temporary) return { is: 'later', problem: 'credentials', words };
    if (error.code === 'ETLS' || /CERT|SSL|TLS|SELF_SIGNED|SIGNATURE/.test(error.originalCode ?? ''))
      return { is: 'later', problem: 'tls', words };
    return { is: 'later', problem: error.responseCode === undefined ? 'unreachable' : 'later', words };
  }

  #words(error: SmtpError): string {
    return outsideWords(error.response ?? error.message, [this.#secrets.password ?? '']);
  }

  #drop(): void {
    this.#connection?.close();
    this.#connection = null;
  }
}

/** The server has spoken, so the outcome is certain: 4xx not now, 5xx never. */
function answered(status: number, words: string): Outcome {
  // 421: it is closing down, for everybody. 530 and 535: it wants to know first who sends; that is for the settings to mend.
  if (status === 421) return { is: 'later', problem: 'later', words, pauseMs: pauseAfterOutageMs };
  if (status === 530 || status === 535) return { is: 'later', problem: 'credentials', words, pauseMs: pauseAfterOutageMs };
  return status < 500 ? { is: 'later', problem: 'later', words } : { is: 'never', problem: 'refused', words };
}
