package dev.glmagent.glm.internal;

import dev.glmagent.chat.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Which pieces of a stream belong to one tool call. By the protocol its index says so; in the wild the index is missing,
 * -1 (GLM-4.5-flash), or 0 for every call, ids and names are missing, repeated on every piece, or (GLM hosted by others)
 * an id is new on every piece.
 */
final class CallSlots {

    /** A call that is being put together. */
    static final class Slot {

        private final int position;
        private final int index;
        private String id = "";
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();

        private Slot(int position, int index) {
            this.position = position;
            this.index = index;
        }

        int position() {
            return position;
        }

        private void append(ReplyPart.CallPart piece) {
            id = id.isEmpty() ? piece.id : id;
            name = name.isEmpty() ? piece.name : name;
            arguments.append(piece.arguments);
        }

        private ToolCall toolCall() {
            return new ToolCall(id, name, arguments.toString());
        }
    }

    private final List<Slot> slots = new ArrayList<>(2);

    Slot addWhole(ReplyPart.CallPart call) {
        Slot slot = open(call.index);
        slot.append(call);
        return slot;
    }

    Slot add(ReplyPart.CallPart piece) {
        @Nullable Slot slot = piece.index >= 0 ? byIndex(piece) : byId(piece);
        if (slot == null) {
            slot = open(piece.index);
        }
        slot.append(piece);
        return slot;
    }

    /** The latest slot of the index, unless the piece begins another call: with a name, and an id of its own. */
    private @Nullable Slot byIndex(ReplyPart.CallPart piece) {
        for (int i = slots.size() - 1; i >= 0; i--) {
            Slot slot = slots.get(i);
            if (slot.index == piece.index) {
                return beginsAnother(slot, piece) ? null : slot;
            }
        }
        return null;
    }

    private static boolean beginsAnother(Slot slot, ReplyPart.CallPart piece) {
        boolean otherId = !piece.id.isEmpty() && !slot.id.isEmpty() && !piece.id.equals(slot.id);
        boolean otherName = !piece.name.isEmpty() && !slot.name.isEmpty() && !piece.name.equals(slot.name);
        return !piece.name.isEmpty() && (otherId || otherName);
    }

    /** Without an index: an id opens or finds its slot, and what has none goes on with the last, unless it is named. */
    private @Nullable Slot byId(ReplyPart.CallPart piece) {
        Slot last = slots.isEmpty() ? null : slots.get(slots.size() - 1);
        if (piece.id.isEmpty()) {
            return last == null || beginsAnother(last, piece) ? null : last;
        }
        for (Slot slot : slots) {
            if (slot.id.equals(piece.id)) {
                return slot;
            }
        }
        // An id that is new on every piece names no call; a call begins with its name.
        return piece.name.isEmpty() ? last : null;
    }

    private Slot open(int index) {
        Slot slot = new Slot(slots.size(), index);
        slots.add(slot);
        return slot;
    }

    boolean isEmpty() {
        return slots.isEmpty();
    }

    /** Whether no call's arguments stop in the middle. */
    boolean areWhole() {
        return slots.stream().allMatch(slot -> isJson(slot.arguments.toString()));
    }

    private static boolean isJson(String text) {
        try {
            return !GlmJson.MAPPER.readTree(text).isMissingNode();
        } catch (JacksonException cut) {
            return false;
        }
    }

    List<ToolCall> toolCalls() {
        return slots.stream().map(Slot::toolCall).toList();
    }
}
