import { mkdirSync } from 'node:fs';
import { inChromium, openDemo, type Role } from './demo.js';

const house = openDemo();

/** The pictures of README.md: screens of the demo as it is when it has just been started. */
const PICTURES: [name: string, role: Role, place: string, colorScheme: 'light' | 'dark'][] = [
  ['board', 'administrator', '/tavle', 'light'],
  ['home', 'administrator', '/bolig/eksempel.104', 'light'],
  ['analysis-dark', 'analyst', '/analyse', 'dark'],
];
const FOLDER = 'docs/screens';

const picture = process.env['RELET_BROWSER'] === 'full' ? inChromium : test.skip;

picture(
  'the pictures of README.md are made of the screens as they are',
  async () => {
    mkdirSync(FOLDER, { recursive: true });
    for (const [name, role, place, colorScheme] of PICTURES) {
      const { page, context, complaints } = await house.window(role, place, { colorScheme, viewport: { width: 1280, height: 800 } });
      await page.waitForLoadState('networkidle');
      await page.waitForTimeout(500);
      await page.screenshot({ path: `${FOLDER}/${name}.png` });
      expect([name, complaints]).toEqual([name, []]);
      await context.close();
    }
  },
  120_000,
);
