// What the endpoints beside the diffs answer with. They are given to the service as a value, so that what knows where an
// artifact is deployed, and what may write, stands by itself.

/** A request to one of these endpoints, read. */
export interface ArtifactCall {
  readonly parameters: URLSearchParams;
  /** The JSON body of a POST; undefined if there was none. */
  readonly body: unknown;
  readonly signal: AbortSignal;
}

/** Each answers with the JSON to send, and throws `WireError` for any other status than 200. */
export interface ArtifactRoutes {
  /** `GET /artifacts/{id}` */
  describe(artifactId: string, call: ArtifactCall): Promise<object>;
  /** `GET /deploy` */
  listDeployments(call: ArtifactCall): Promise<object>;
  /** `POST /artifacts/{id}/deploy` */
  deployArtifact(artifactId: string, call: ArtifactCall): Promise<object>;
  /** `POST /artifacts/{id}/sync` */
  syncArtifact(artifactId: string, call: ArtifactCall): Promise<object>;
  /** `POST /deploy`; without it the address takes GET only. */
  readonly deploy?: (call: ArtifactCall) => Promise<object>;
  /** `POST /deploy/undeploy`; without it there is no such address. */
  readonly undeploy?: (call: ArtifactCall) => Promise<object>;
}
