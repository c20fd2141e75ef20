import { HttpException, HttpStatus } from '@nestjs/common';

export interface FieldError {
  /** Where, as a path in the request, e.g. `rules.2.points`. */
  readonly path: string;
  readonly says: string;
}

/** An answer of RFC 9457 (`application/problem+json`): what is wrong, and what to do about it. */
export class Problem extends HttpException {
  constructor(
    status: HttpStatus,
    readonly title: string,
    readonly detail: string,
    readonly errors?: readonly FieldError[],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super({ title, status, detail, ...(errors ? { errors } : {}) }, status);
  }

  static badRequest(detail: string, errors?: readonly FieldError[]): Problem {
    return new Problem(HttpStatus.BAD_REQUEST, 'The request cannot be read', detail, errors);
  }
  static unauthorized(detail: string): Problem {
    return new Problem(HttpStatus.UNAUTHORIZED, 'Not signed in', detail);
  }
  static forbidden(detail: string): Problem {
    return new Problem(HttpStatus.FORBIDDEN, 'Not allowed', detail);
  }
  static notFound(detail: string): Problem {
    return new Problem(HttpStatus.NOT_FOUND, 'Not found', detail);
  }
  static conflict(detail: string): Problem {
    return new Problem(HttpStatus.CONFLICT, 'Conflict', detail);
  }
  static payloadTooLarge(detail: string): Problem {
    return new Problem(HttpStatus.PAYLOAD_TOO_LARGE, 'Too large', detail);
  }
  static unprocessable(detail: string, errors?: readonly FieldError[]): Problem {
    return new Problem(HttpStatus.UNPROCESSABLE_ENTITY, 'The request makes no sense here', detail, errors);
  }
  /** @param retryAfterSeconds what the caller should wait before it tries again. */
  static unavailable(detail: string, retryAfterSeconds: number): Problem {
    return new Problem(HttpStatus.SERVICE_UNAVAILABLE, 'Not available now', detail, undefined, {
      'retry-after': String(retryAfterSeconds),
    });
  }
}
