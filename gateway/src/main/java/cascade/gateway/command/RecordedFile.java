package cascade.gateway.command;

import java.time.Instant;

/** Recorded file of a channel (录像文件), as a RecordInfo answer names it: its time alone. */
public record RecordedFile(Instant from, Instant to) {}
