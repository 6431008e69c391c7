import 'hunkwise/styles.css';

export const metadata = { title: 'Hunkwise in Next.js', icons: 'data:,' };

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
