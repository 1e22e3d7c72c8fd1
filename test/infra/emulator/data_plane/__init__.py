"""What the emulator runs, beyond what it remembers: functions in Node.js, and the requests that API Gateway would take."""
