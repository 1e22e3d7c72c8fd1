import { faqRepository } from './faq/faq-repository';
import { logsRepository } from './logs/logs-repository';
import { promptsRepository } from './prompts/prompts-repository';
import { openTables, type Tables, type TablesOptions } from './tables';
import { tasksRepository } from './tasks/tasks-repository';
import { connectionsRepository } from './threads/connections-repository';
import { messagesRepository } from './threads/messages-repository';
import { threadsRepository } from './threads/threads-repository';

/** Opens every repository: for operators and tests, whose programs nobody waits for to start. */
export const openAllTables = (options: TablesOptions): Tables =>
  openTables(options, {
    connections: connectionsRepository,
    faq: faqRepository,
    logs: logsRepository,
    messages: messagesRepository,
    prompts: promptsRepository,
    tasks: tasksRepository,
    threads: threadsRepository,
  });
