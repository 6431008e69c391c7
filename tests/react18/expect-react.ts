// Before each file: a run that finds another React than it is about must not pass.

import { version } from 'react';
import { version as domVersion } from 'react-dom';
import { version as serverVersion } from 'react-dom/server';
import { expect } from 'vitest';

expect([version, domVersion, serverVersion]).toEqual(['18.3.1', '18.3.1', '18.3.1']);
