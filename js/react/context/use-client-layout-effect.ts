import { useEffect, useLayoutEffect } from 'react';

/** useLayoutEffect, about which React 18 warns on servers, where neither runs. */
export const useClientLayoutEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect;
