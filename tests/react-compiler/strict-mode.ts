// Before each file: whatever is rendered is rendered twice, so that what depends on being rendered once shows.

import { configure } from '@testing-library/react';

configure({ reactStrictMode: true });
