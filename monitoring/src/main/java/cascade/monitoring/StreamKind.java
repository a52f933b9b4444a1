package cascade.monitoring;

/** Purpose of a stream (GB/T 28181 sections 9.2, 9.8, 9.9, 9.12; talk: {@code s=Talk} of the 2016 edition). */
public enum StreamKind implements Label {
    /** 实时视音频点播. */
    LIVE,
    /** 历史视音频回放. */
    PLAYBACK,
    /** 视音频文件下载. */
    DOWNLOAD,
    /** 语音对讲. */
    TALK,
    /** 语音广播. */
    BROADCAST
}
