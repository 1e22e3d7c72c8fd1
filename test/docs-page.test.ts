import { sharedStack } from '@frontdesk/testkit/api';
import { freshTenant, serviceClient, staffOf } from '@frontdesk/testkit/aws';
import { withBrowser } from '@frontdesk/testkit/browser';

withBrowser('the API reference, in a browser', (browser) => {
  test('shows every route, loads nothing from elsewhere, and a request tried there is answered', async () => {
    const { api_url } = sharedStack();
    const { id: token } = await staffOf(freshTenant('docs'));
    const page = await browser().newPage({ extraHTTPHeaders: { authorization: `Bearer ${token}` } });
    const requested: string[] = [];
    const errors: string[] = [];
    page.on('request', (request) => requested.push(request.url()));
    page.on('pageerror', (error) => errors.push(error.message));

    await page.goto(`${api_url}/docs`);
    await page.locator('#operations-faq-listFaq').waitFor();
    expect(await page.locator('.opblock').count()).toBeGreaterThan(20);

    await page.locator('#operations-faq-listFaq .opblock-summary').click();
    await page.locator('#operations-faq-listFaq button.execute').click();
    const answer = page.locator('#operations-faq-listFaq .live-responses-table .response-col_status');
    await answer.first().waitFor();
    expect(await answer.allInnerTexts()).toEqual(expect.arrayContaining([expect.stringContaining('200')]));

    expect(errors).toEqual([]);
    expect(requested.filter((url) => !url.startsWith(api_url) && !url.startsWith('data:'))).toEqual([]);
    await page.close();
  }, 60_000);

  test('signs a service in at the token endpoint, and uses the token in a call', async () => {
    const { api_url, aws_endpoint } = sharedStack();
    const tenant = freshTenant('docs-service');
    const { clientId, secret } = await serviceClient(tenant);
    const page = await browser().newPage();
    const requested: string[] = [];
    page.on('request', (request) => requested.push(request.url()));

    await page.goto(`${api_url}/docs`);
    await page.locator('button.authorize').first().click();
    const dialog = page.locator('.auth-container', { has: page.locator('#client_id_clientCredentials') });
    await dialog.locator('#client_id_clientCredentials').fill(clientId);
    await dialog.locator('#client_secret_clientCredentials').fill(secret);
    await dialog.locator('.scopes label .item').click();
    await dialog.locator('button.authorize').click();
    await page.locator('.auth-btn-wrapper button', { hasText: 'Logout' }).waitFor();
    await page.locator('.close-modal').click();

    const operation = page.locator('#operations-faq-listFaq');
    await operation.locator('.opblock-summary').click();
    await operation.locator('tr[data-param-name="x-client-id"] input').fill(tenant);
    await operation.locator('button.execute').click();
    const answer = operation.locator('.live-responses-table .response-col_status');
    await answer.first().waitFor();
    expect(await answer.allInnerTexts()).toEqual(expect.arrayContaining([expect.stringContaining('200')]));
    expect(requested).toContain(`${aws_endpoint}/oauth2/token`);
    await page.close();
  }, 60_000);
});
