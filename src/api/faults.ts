import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors, isResponseSerializationError } from 'fastify-type-provider-zod';
import { Fault } from '../base/fault.ts';
import type { Log } from '../base/log.ts';
import { isUnavailable } from '../db/pool.ts';
import { faultStatus } from './fault-status.ts';
import type { ApiApp } from './server.ts';

const retryAfterOutageSeconds = 5;
/** PostgreSQL's answer to a NUL in a text, which only a caller can have put there. */
const noText = '22021';
/** And to a date that its calendar does not have: 0000-01-01. */
const noDate = '22008';

/** Every refusal and every failure leaves as `{ error, message, params }`; what broke inside stays in the log. */
export function answerFaults(app: ApiApp, log: Log): void {
  app.setErrorHandler((error, request, reply) => answer(reply, toFault(error), error, request, log));
  app.setNotFoundHandler((request, reply) => answer(reply, new Fault('not-found'), undefined, request, log));
}

function answer(reply: FastifyReply, fault: Fault, error: unknown, request: FastifyRequest, log: Log): FastifyReply {
  const { status, says } = faultStatus[fault.code];
  if (status >= 500) {
    // The route's pattern, not its URL: a URL can hold what must not stand in a log.
    log.error({ requestId: request.id, route: request.routeOptions.url, code: fault.code, err: error }, 'request failed');
  }
  const retryAfter = status === 503 ? retryAfterOutageSeconds : fault.params.retryAfterSeconds;
  if (typeof retryAfter === 'number') reply.header('retry-after', String(Math.ceil(retryAfter)));
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .serializer((body: unknown) => JSON.stringify(body))
    .send({ error: fault.code, message: says, params: status >= 500 ? {} : fault.params });
}

function toFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const [first] = error.validation;
    const field = `${error.validationContext ?? 'body'}${first?.instancePath ?? ''}`;
    return new Fault('bad-request', { field, problem: first?.message ?? 'invalid', issues: error.validation.length });
  }
  if (isResponseSerializationError(error)) return new Fault('internal', {}, { cause: error });
  if (isUnavailable(error)) return new Fault('database-unavailable', {}, { cause: error });
  const { statusCode, code } = error as FastifyError;
  if (code === noText) return new Fault('bad-request', { problem: 'a character that no text holds' }, { cause: error });
  if (code === noDate) return new Fault('bad-request', { problem: 'a date that there is not' }, { cause: error });
  if (statusCode === 413) return new Fault('body-too-large');
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)
    return new Fault('bad-request', { problem: code ?? 'invalid' });
  return new Fault('internal', {}, { cause: error });
}
