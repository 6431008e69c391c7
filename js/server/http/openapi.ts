// The service described for programs: /openapi.json. A test holds it against real answers.

export const openApi: object = {};
