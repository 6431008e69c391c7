// What a route answers when it does not succeed: a status and what stands under `detail`.

/** `loc` names the body and the field in it, as FastAPI does. */
export interface FieldFault {
  readonly type: string;
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly input: unknown;
}

/** To be sent as `{"detail": detail}` with `status`. Without absolute paths but those the client sent. */
export class DeploymentFailure extends Error {
  /** 400, 403, 404, 409, 422 or 500. */
  readonly status: number;
  readonly detail: string | readonly FieldFault[];

  constructor(status: number, detail: string | readonly FieldFault[], cause?: unknown) {
    super(typeof detail === 'string' ? detail : 'The body is no such request', { cause });
    this.name = 'DeploymentFailure';
    this.status = status;
    this.detail = detail;
  }
}
