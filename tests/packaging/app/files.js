// The same changes as a service's answer has them.
export const files = [
  {
    file_path: 'src/greeting.txt',
    status: 'modified',
    unified_diff: '@@ -1,3 +1,3 @@ greeting\n first\n-good morning\n+good evening\n last\n',
  },
  { file_path: 'docs/new.md', status: 'added', unified_diff: '@@ -0,0 +1,2 @@\n+Größe <b>\n+end\n' },
];
