package cascade.gateway.trace;

import java.util.List;

/** Several books, written alike. */
record TraceBooks(List<TraceBook> books) implements TraceBook {

    @Override
    public void open(Subject subject, String callId) {
        books.forEach(book -> book.open(subject, callId));
    }

    @Override
    public void addDialog(String id, String callId) {
        books.forEach(book -> book.addDialog(id, callId));
    }

    @Override
    public void join(String call, String stream) {
        books.forEach(book -> book.join(call, stream));
    }

    @Override
    public void note(String id, Milestone what, String detail) {
        books.forEach(book -> book.note(id, what, detail));
    }

    @Override
    public void rtcp(String id, RtcpDatagram datagram) {
        books.forEach(book -> book.rtcp(id, datagram));
    }

    @Override
    public void end(String id, String cause, int status, String detail) {
        books.forEach(book -> book.end(id, cause, status, detail));
    }
}
